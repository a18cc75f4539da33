import { enumerated, int, octets, present, tlv } from './ber.js'

/** An element that announces more bytes than its parent holds. */
const overrun = Buffer.from([0x04, 0x7f, 0x61])
const head = [octets(''), enumerated(0), enumerated(0), int(0), int(0), tlv(0x01, Buffer.from([0]))]

/**
 * The 32 to 36 byte frames that send ldapjs's decoders into an endless loop (src/ldap/README.md), and their kin: lengths of
 * the envelope are right, an element inside runs past its parent.
 */
export const hostileFrames: Readonly<Record<string, Buffer>> = {
  'an attribute name that overruns': tlv(0x30, int(1), tlv(0x63, ...head, present('cn'), tlv(0x30, overrun))),
  'a fragment that overruns': tlv(
    0x30,
    int(1),
    tlv(0x63, ...head, tlv(0xa4, octets('cn'), tlv(0x30, Buffer.from([0x81, 0x7f, 0x61]))), tlv(0x30)),
  ),
  'a control that overruns': tlv(
    0x30,
    int(1),
    tlv(0x63, ...head, present('cn'), tlv(0x30)),
    tlv(0xa0, tlv(0x30, overrun)),
  ),
  'an extended match that overruns': tlv(
    0x30,
    int(1),
    tlv(0x63, ...head, tlv(0xa9, Buffer.from([0x83, 0x7f, 0x61])), tlv(0x30)),
  ),
  'an element cut after its tag': tlv(0x30, int(1), tlv(0x63, Buffer.from([0x04]))),
  'an indefinite length inside': tlv(0x30, int(1), Buffer.from([0x63, 0x80, 0, 0])),
  'a modification that overruns': tlv(0x30, int(1), tlv(0x66, octets('cn=x'), tlv(0x30, tlv(0x30, overrun)))),
}
