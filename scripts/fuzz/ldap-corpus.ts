import { and, control, equality, flag, int, not, octets, or, search, substrings, tlv } from '../wire/ber.js'

/** Sound LDAP messages of every kind, to be spoilt. */

const BAL = 'dc=mssante,dc=fr'
const LIMITS = { size: 10, seconds: 5 }

const FILTERS: readonly Buffer[] = [
  tlv(0x87, 'objectClass'),
  equality('sn', 'Dupont'),
  equality('mail', 'é@x.fr', 0xa5),
  equality('modifyTimestamp', '20260101000000Z', 0xa6),
  equality('sn', 'lefevre', 0xa8),
  substrings('cn', tlv(0x80, 'du'), tlv(0x81, 'po'), tlv(0x82, 'nt')),
  substrings('mail', tlv(0x81, 'dup')),
  not(equality('l', 'Paris')),
  and([equality('l', 'Paris'), or([substrings('sn', tlv(0x80, 'mar')), tlv(0x87, 'title')])]),
  tlv(0xa9, tlv(0x81, 'caseIgnoreMatch'), tlv(0x82, 'cn'), tlv(0x83, 'x'), tlv(0x84, Buffer.from([0xff]))),
  tlv(0xa0),
  tlv(0xa1),
]

const CONTROLS: readonly Buffer[] = [
  control('1.2.840.113556.1.4.319', true, tlv(0x30, int(5), octets(''))),
  control(
    '1.2.840.113556.1.4.473',
    false,
    tlv(0x30, tlv(0x30, octets('cn'), tlv(0x80, '2.5.13.3'), tlv(0x81, Buffer.from([0xff])))),
  ),
  control('2.16.840.1.113730.3.4.9', true, tlv(0x30, int(0), int(5), tlv(0xa0, int(1), int(0)))),
  control('2.16.840.1.113730.3.4.2', true, Buffer.alloc(0)),
  control('1.2.840.113556.1.4.1339', true, null),
  control('1.3.6.1.1.22', true, null),
  control('1.3.6.1.4.1.4203.1.10.1', true, flag(true)),
  control('1.3.6.1.1.12', true, or([tlv(0x87, 'objectClass'), not(equality('sn', 'x'))])),
  control('1.2.826.0.1.3344810.2.3', true, tlv(0x30, tlv(0x87, 'cn'), substrings('mail', tlv(0x81, 'dup')))),
  control('1.2.3.4', false, Buffer.from('x')),
]

const change = (tag: number, ...parts: readonly Buffer[]) => tlv(tag, octets(`cn=x,${BAL}`), ...parts)

/** Operations, without their envelope. */
const OPERATIONS: readonly Buffer[] = [
  ...FILTERS.map((filter) => search(BAL, 2, filter, [], LIMITS)),
  search('', 0, FILTERS[0]!, ['+', '*'], LIMITS),
  search('cn=Subschema', 0, FILTERS[0]!, ['attributeTypes'], LIMITS),
  search('mail=jean\\2c dupont@x.fr,ou=national,dc=mssante,dc=fr', 0, FILTERS[0]!, ['1.1'], LIMITS),
  search('dc=rpps,dc=fr', 1, FILTERS[8]!, ['cn;lang-fr', '2.5.4.3', '@person'], LIMITS),
  tlv(0x60, int(3), octets(''), tlv(0x80, '')),
  tlv(0x60, int(3), octets(`cn=essai,ou=comptes,${BAL}`), tlv(0x80, '')),
  tlv(0x60, int(3), octets(''), tlv(0xa3, octets('PLAIN'), octets('x'))),
  tlv(0x6e, octets(`ou=national,${BAL}`), tlv(0x30, octets('ou'), octets('national'))),
  tlv(0x50, Buffer.from([1])),
  tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.3')),
  tlv(0x77, tlv(0x80, '1.3.6.1.4.1.1466.20037')),
  tlv(0x77, tlv(0x80, '1.3.6.1.1.8'), tlv(0x81, tlv(0x30, int(1)))),
  tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.1'), tlv(0x81, tlv(0x30, tlv(0x80, 'x'), tlv(0x82, 'y')))),
  change(0x68, tlv(0x30, tlv(0x30, octets('sn'), tlv(0x31, octets('x'))))),
  change(0x66, tlv(0x30, tlv(0x30, int(2, 0x0a), tlv(0x30, octets('sn'), tlv(0x31))))),
  tlv(0x4a, `cn=x,${BAL}`),
  change(0x6c, octets('cn=y'), flag(true)),
  tlv(0x42),
]

/** Whole messages; the operation of each with the controls of some. */
export const CORPUS: readonly Buffer[] = OPERATIONS.flatMap((operation, at) => {
  const id = int(at + 1)
  const plain = tlv(0x30, id, operation)
  return operation[0] === 0x63 ? [plain, ...CONTROLS.map((one) => tlv(0x30, id, operation, tlv(0xa0, one)))] : [plain]
})
