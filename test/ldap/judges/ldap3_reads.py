"""ldap3 reads the root DSE and the schema, then searches with the names that the schema gave it."""
import sys
from ldap3 import ALL, ALL_ATTRIBUTES, ALL_OPERATIONAL_ATTRIBUTES, SUBTREE, Connection, Server

BASE = 'dc=mssante,dc=fr'
server = Server('127.0.0.1', port=int(sys.argv[1]), get_info=ALL)
with Connection(server, auto_bind=True, raise_exceptions=True, check_names=True) as connection:
    assert BASE in server.info.naming_contexts, server.info.naming_contexts
    assert '1.2.840.113556.1.4.319' in [control[0] for control in server.info.supported_controls]
    assert 'TypeBAL' in server.schema.attribute_types
    assert 'annuaireBal' in server.schema.object_classes
    assert server.schema.attribute_types['gn'].oid == ['2.5.4.42'] or server.schema.attribute_types['givenName'].oid == '2.5.4.42'

    connection.search(BASE, '(&(sn=dupont)(mail=jean.dupont@medecin.mssante.fr))', SUBTREE, attributes=[ALL_ATTRIBUTES, ALL_OPERATIONAL_ATTRIBUTES])
    entry = connection.entries[0]
    assert entry.sn.value == 'DUPONT', entry
    assert entry.modifyTimestamp.value.year > 2000, entry
    assert entry.structuralObjectClass.value == 'inetOrgPerson', entry

    found = connection.extend.standard.paged_search(
        BASE, '(objectClass=inetOrgPerson)', SUBTREE, attributes=['cn'], paged_size=7, generator=False)
    connection.search(BASE, '(objectClass=inetOrgPerson)', SUBTREE, attributes=['cn', 'mobile'])
    assert len(found) == len(connection.entries) > 7, len(found)

    assert connection.compare(entry.entry_dn, 'sn', 'Dupont')
    assert not connection.compare(entry.entry_dn, 'sn', 'Durand')
    assert connection.extend.standard.who_am_i() in ('', None)
print('lu')
