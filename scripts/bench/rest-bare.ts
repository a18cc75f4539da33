import Fastify from 'fastify'

/** A route that does nothing but send a text of so many characters: what the framework itself can do. */
const text = `{"texte":"${'x'.repeat(Math.max(0, Number(process.argv[2]) - 12))}"}`
const app = Fastify({ logger: false, bodyLimit: 1 << 20 })
app.get('*', (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
app.post('*', (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
