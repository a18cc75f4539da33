import { AndFilter, EqualityFilter, type Filter, OrFilter, PresenceFilter, SubstringFilter } from 'ldapts'

/** What a client asks for when somebody has typed a few letters. */
interface ClientFilter {
  readonly name: string
  filter(typed: string): Filter
}

const inside = (attributes: string, typed: string): Filter =>
  new OrFilter({ filters: attributes.split(' ').map((attribute) => new SubstringFilter({ attribute, any: [typed] })) })
const starts = (attributes: string, typed: string): Filter =>
  new OrFilter({
    filters: attributes.split(' ').map((attribute) => new SubstringFilter({ attribute, initial: typed })),
  })

const ADDRESS_BOOK =
  'cn givenName sn mozillaNickname mail mozillaSecondEmail description o ou title mozillaWorkUrl mozillaHomeUrl'
const EVOLUTION =
  'cn givenName sn mobile facsimileTelephoneNumber internationaliSDNNumber pager o roomNumber title labeledURI description icsCalendar mail'

export const CLIENT_FILTERS: readonly ClientFilter[] = [
  { name: 'Thunderbird', filter: (typed) => inside('cn mail givenName sn', typed) },
  { name: 'Thunderbird, carnet d’adresses', filter: (typed) => inside(ADDRESS_BOOK, typed) },
  {
    name: 'Outlook',
    filter: (typed) =>
      new AndFilter({ filters: [new PresenceFilter({ attribute: 'mail' }), starts('mail cn sn givenName', typed)] }),
  },
  { name: 'Apple', filter: (typed) => inside('givenName sn cn mail', typed) },
  { name: 'Evolution', filter: (typed) => inside(EVOLUTION, typed) },
  {
    name: 'Roundcube',
    filter: (typed) =>
      new AndFilter({
        filters: [new EqualityFilter({ attribute: 'objectClass', value: 'inetOrgPerson' }), inside('mail cn', typed)],
      }),
  },
  { name: 'Zimbra', filter: (typed) => starts('cn sn gn mail', typed) },
]
