"""python-ldap, which is OpenLDAP's own library, searches, pages, compares and reads the schema."""
import sys
import ldap
import ldap.schema
from ldap.controls import SimplePagedResultsControl

BASE = 'dc=mssante,dc=fr'
connection = ldap.initialize('ldap://127.0.0.1:%s' % sys.argv[1])
connection.simple_bind_s()
assert connection.whoami_s() == ''

[(name, entry)] = connection.search_s(BASE, ldap.SCOPE_SUBTREE, '(&(sn=dupont)(mail=jean.dupont@medecin.mssante.fr))', ['sn', 'mail'])
assert entry['sn'] == [b'DUPONT'], entry
assert connection.compare_s(name, 'sn', b'dupont')

control, seen = SimplePagedResultsControl(True, size=7, cookie=''), []
while True:
    message = connection.search_ext(BASE, ldap.SCOPE_SUBTREE, '(objectClass=inetOrgPerson)', ['1.1'], serverctrls=[control])
    _, page, _, [answer] = connection.result3(message)
    assert len(page) <= 7
    seen += [name for name, _ in page]
    if not answer.cookie:
        break
    control.cookie = answer.cookie
assert len(seen) == len(set(seen)) > 7

_, schema = ldap.schema.subentry.urlfetch('ldap://127.0.0.1:%s/' % sys.argv[1])
assert schema.get_obj(ldap.schema.AttributeType, 'TypeBAL').equality == 'caseIgnoreMatch'
assert 'mail' in schema.get_obj(ldap.schema.ObjectClass, 'annuaireBal').must

for base, fault in (('cn=personne,' + BASE, ldap.NO_SUCH_OBJECT), ('sans egal', ldap.INVALID_DN_SYNTAX)):
    try:
        connection.search_s(base, ldap.SCOPE_BASE)
        raise SystemExit('%s was found' % base)
    except fault:
        pass
try:
    connection.delete_s(name)
    raise SystemExit('an entry was deleted')
except ldap.UNWILLING_TO_PERFORM:
    pass
print('lu')
