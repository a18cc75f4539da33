import { andThen } from '../../store/steps.js'
import { parseName } from '../dn/name.js'
import { compile } from '../filter/compile.js'
import { FALSE, TRUE } from '../filter/truth.js'
import { type Assertion, assertionRequest } from '../protocol/assertion-control.js'
import type { Control } from '../protocol/controls.js'
import { checkDontUseCopy } from '../protocol/copy-control.js'
import type { Result } from '../protocol/encode-result.js'
import type { CompareRequest } from '../protocol/requests.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import { attributeDescription, withSubtypes } from '../schema/attribute-types.js'
import { assertOf } from '../search/assertion.js'
import { findBase } from '../search/find-base.js'
import { fixedEntry } from '../search/fixed-entry.js'
import type { Entry } from '../tree/entry.js'
import type { Services, Session } from './services.js'

/** Compare (RFC 4511 §4.10): the equality filter on one entry, with its outcomes told apart. */
export async function compare(
  request: CompareRequest,
  controls: readonly Control[],
  services: Services,
  session: Session,
): Promise<Result> {
  checkDontUseCopy(controls)
  const assertion = assertionRequest(controls)
  const name = parseName(request.entry)
  if (name === null) throw new LdapFault(code.INVALID_DN_SYNTAX, 'Le nom de l’entrée est mal formé.')
  const fixed = fixedEntry(name, services, session)
  if (fixed !== null) return compareEntry(request, fixed, assertion)
  return services.directory.read((directory) =>
    andThen(findBase(name, directory, session.reader, services.dit), (base) =>
      compareEntry(request, base.kind === 'node' ? base.node.entry : base.entry, assertion),
    ),
  )
}

function compareEntry(request: CompareRequest, entry: Entry, assertion: Assertion | null): Result {
  assertOf(entry, assertion)
  const attribute = attributeDescription(request.attribute)
  const { type, hasOptions } = attribute
  if (type === undefined) {
    throw new LdapFault(code.UNDEFINED_ATTRIBUTE_TYPE, 'Cet attribut est inconnu de l’annuaire.')
  }
  if (hasOptions || withSubtypes(type).every((one) => entry.values(one).length === 0)) {
    throw new LdapFault(code.NO_SUCH_ATTRIBUTE, 'L’entrée n’a pas cet attribut.')
  }
  const truth = compile({ kind: 'equality', attribute, value: request.value })(entry)
  if (truth === TRUE) return { code: code.COMPARE_TRUE }
  if (truth === FALSE) return { code: code.COMPARE_FALSE }
  throw new LdapFault(code.INAPPROPRIATE_MATCHING, 'Cette valeur ne peut pas être comparée à cet attribut.')
}
