import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Right } from '../accounts/right.js'
import { AnnuaireError, type ErrorCode } from '../errors.js'
import type { Problem } from '../resources/service.js'
import { toXml } from '../text/xml.js'
import { Abandoned } from './abandoned.js'
import { errorFormat, NotAcceptable } from './format.js'
import { SECURITY_HEADERS } from './security-headers.js'

const STATUS: Readonly<Record<ErrorCode, readonly [number, string]>> = {
  CRITERE_INVALIDE: [400, 'Critère invalide'],
  RECHERCHE_TROP_LARGE: [422, 'Recherche trop large'],
  INTROUVABLE: [404, 'Introuvable'],
  PERIME: [410, 'Trop ancien'],
  INDISPONIBLE: [503, 'Annuaire indisponible'],
  NON_AUTORISE: [401, 'Identifiants refusés'],
  ALIMENTATION_REFUSEE: [500, 'Alimentation refusée'],
  CONFIGURATION_INVALIDE: [500, 'Configuration invalide'],
  USAGE: [400, 'Usage incorrect'],
}

/** Faults that fastify finds by itself, by their status. */
const HTTP: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Requête malformée', 'La requête ne suit pas HTTP ou contient un caractère mal codé.'],
  405: ['Méthode refusée', 'Cette adresse se lit avec GET.'],
  406: ['Format non proposé', 'Formats proposés : application/json et application/xml.'],
  408: ['Requête trop lente', 'La requête n’est pas arrivée en entier dans le temps admis.'],
  413: ['Requête trop longue', 'Le corps dépasse la longueur admise.'],
  414: ['Adresse trop longue', 'L’adresse demandée dépasse la longueur admise.'],
  415: ['Corps refusé', 'Un corps JSON est attendu, avec l’en-tête Content-Type: application/json.'],
  416: ['Partie hors du fichier', 'L’en-tête Range demande des octets que le fichier n’a pas.'],
  429: ['Trop de demandes', 'Le nombre de demandes admis par minute est dépassé.'],
  431: ['En-têtes trop longs', 'Les en-têtes de la requête dépassent la longueur admise.'],
}

/** What a status means, for the documentation. */
export function statusTitle(status: number): string {
  const known = HTTP[status]?.[0] ?? Object.values(STATUS).find(([one]) => one === status)?.[1]
  return known ?? 'Erreur interne'
}

/** Connections that are refused before they ask anything. */
export const TOO_MANY = unavailable('Trop de connexions sont ouvertes : réessayez.')
export const STOPPING = unavailable('L’annuaire s’arrête.')

/** Asked with a password that others may read on its way (RFC 7617 §4). */
export class ClearPassword extends Error {}

/** Somebody is named, and may not do what is asked. */
export class MissingRight extends Error {
  readonly right: Right

  /** @param message what is missing, in French, and nothing of what there is */
  constructor(right: Right, message: string) {
    super(message)
    this.right = right
  }
}

/** Turns whatever was thrown into the problem that the caller reads; nothing of the inside shows. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AnnuaireError) {
    const [status, title] = STATUS[error.code]
    const detail = status === 500 ? 'Une erreur interne est survenue.' : told(error)
    return { type: 'about:blank', title, status, detail, code: error.code, erreurs: error.details }
  }
  if (error instanceof NotAcceptable) return httpProblem(406)
  if (error instanceof Abandoned) return STOPPING
  if (error instanceof ClearPassword) return CLEAR_PASSWORD
  if (error instanceof MissingRight) {
    const { message: detail, right } = error
    const erreurs = [
      { parametre: 'droit', regle: `« ${right} », que l’administrateur donne à une clé ou par le rôle du compte` },
    ]
    return { type: 'about:blank', title: 'Droit manquant', status: 403, detail, code: 'DROIT_MANQUANT', erreurs }
  }
  const status = (error as FastifyError).statusCode ?? 500
  return httpProblem(status)
}

const CHALLENGES = ['Basic realm="annuaire", charset="UTF-8"', 'Bearer realm="annuaire"']
/** RFC 6750 §3.1. */
const INSUFFICIENT = 'Bearer realm="annuaire", error="insufficient_scope"'

const CLEAR_PASSWORD: Problem = {
  type: 'about:blank',
  title: 'Mot de passe ou clé en clair refusés',
  status: 403,
  detail:
    'Un mot de passe ou une clé ne s’envoie en clair que depuis la machine même : passez par un relais HTTPS installé sur le serveur, ou réglez ANNUAIRE_MOT_DE_PASSE_EN_CLAIR.',
  code: 'MOT_DE_PASSE_EN_CLAIR',
  erreurs: [],
}

/** A message that names a path of the machine is for its administrator, who finds it in the log. */
function told({ code, message }: AnnuaireError): string {
  return code === 'INDISPONIBLE' && message.includes('/') ? 'L’annuaire ne peut pas être lu pour le moment.' : message
}

function unavailable(detail: string): Problem {
  return { type: 'about:blank', title: 'Annuaire indisponible', status: 503, detail, code: 'INDISPONIBLE', erreurs: [] }
}

export function httpProblem(status: number): Problem {
  const [title, detail] = HTTP[status] ?? ['Erreur interne', 'Une erreur interne est survenue.']
  return {
    type: 'about:blank',
    title,
    status: HTTP[status] === undefined ? 500 : status,
    detail,
    code: 'HTTP',
    erreurs: [],
  }
}

/** @param allow the methods of the address, as the header says them */
export function methodProblem(allow: string): Problem {
  return { ...httpProblem(405), detail: `Cette adresse admet : ${allow}.` }
}

/** @param seconds after which there is room again */
export function rateProblem(seconds: number): Problem {
  const detail = `${httpProblem(429).detail} Réessayez dans ${seconds} s.`
  return { ...httpProblem(429), detail, code: 'DEBIT_DEPASSE' }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  reply.code(problem.status).headers(SECURITY_HEADERS).removeHeader('etag').header('cache-control', 'no-store')
  if (problem.status === 401) reply.header('www-authenticate', CHALLENGES)
  if (problem.code === 'DROIT_MANQUANT') reply.header('www-authenticate', INSUFFICIENT)
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '60')
  return errorFormat(request) === 'json'
    ? reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
    : reply.type('application/problem+xml; charset=utf-8').send(toXml('probleme', problem))
}
