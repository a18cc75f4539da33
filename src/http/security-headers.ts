import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet, { type HelmetOptions } from 'helmet'

const OPTIONS: HelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  referrerPolicy: { policy: 'no-referrer' },
  frameguard: { action: 'deny' },
  // Whether a name is served over HTTPS alone is for the proxy to say that serves it so.
  hsts: false,
  // Of pages, which the API has none of.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  dnsPrefetchControl: false,
  ieNoOpen: false,
  permittedCrossDomainPolicies: false,
  xssFilter: false,
}

/** Of every answer, whatever it says. */
export const SECURITY_HEADERS = headersOf(OPTIONS)

/** Of the pages of the documentation: what Swagger UI loads, all of it from here, and requests to this server. */
export const PAGE_HEADERS = headersOf(ofPages(["'self'", 'data:'], "'none'"))

/** Of the pages for people: forms are sent to this server, which is told where they come from (pages/visit.ts). */
export const FORM_HEADERS = headersOf({ ...ofPages(["'self'"], "'self'"), referrerPolicy: { policy: 'same-origin' } })

/** Programs, styles and requests of this server alone. */
function ofPages(imgSrc: string[], formAction: "'none'" | "'self'"): HelmetOptions {
  return {
    ...OPTIONS,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc,
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: [formAction],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: true,
    originAgentCluster: true,
  }
}

/**
 * What helmet says, once: as a hook it makes the same headers anew for each request, and has no word on the answers that are
 * written before there is a request (server/raw-problem.ts).
 */
function headersOf(options: HelmetOptions): Readonly<Record<string, string>> {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  helmet(options)(response.req, response, (error) => {
    if (error !== undefined) throw error
  })
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]))
}
