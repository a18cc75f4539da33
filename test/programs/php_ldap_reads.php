<?php
/** php-ldap pages through a search, finds by an accent, reads entries as arrays, and is told where a list was cut. */

const BASE = 'dc=mssante,dc=fr';

function expect(bool $held, string $what): void
{
    if (!$held) {
        fwrite(STDERR, "$what\n");
        exit(1);
    }
}

[, $port, $filter, $count] = $argv;
$ldap = ldap_connect("ldap://127.0.0.1:$port");
ldap_set_option($ldap, LDAP_OPT_PROTOCOL_VERSION, 3);
ldap_set_option($ldap, LDAP_OPT_REFERRALS, 0);
expect(@ldap_bind($ldap), 'anonymous bind: ' . ldap_error($ldap));

$names = [];
$cookie = '';
do {
    $paged = [['oid' => LDAP_CONTROL_PAGEDRESULTS, 'iscritical' => true, 'value' => ['size' => 7, 'cookie' => $cookie]]];
    $result = @ldap_search($ldap, BASE, $filter, ['cn', 'mail', 'sn'], 0, 0, 0, LDAP_DEREF_NEVER, $paged);
    expect($result !== false, "page: " . ldap_error($ldap));
    expect(ldap_parse_result($ldap, $result, $code, $matched, $text, $referrals, $controls) && $code === 0, "code $code");
    $entries = ldap_get_entries($ldap, $result);
    expect($entries['count'] <= 7, "{$entries['count']} entries in a page of 7");
    for ($at = 0; $at < $entries['count']; $at++) {
        expect($entries[$at]['mail']['count'] === 1, "{$entries[$at]['dn']}: not one address");
        $names[] = $entries[$at]['dn'];
    }
    $cookie = $controls[LDAP_CONTROL_PAGEDRESULTS]['value']['cookie'] ?? '';
} while ($cookie !== '');
expect(count($names) === (int) $count, count($names) . " entries, not $count");
expect(count(array_unique($names)) === count($names), 'an entry came twice');

foreach (['lefèvre', 'LEFEVRE', "lef\u{00e8}"] as $typed) {
    $typed = ldap_escape($typed, '', LDAP_ESCAPE_FILTER);
    $entries = ldap_get_entries($ldap, ldap_search($ldap, BASE, "(&(sn=$typed*)(givenName=zo\u{00e9}))"));
    expect($entries['count'] >= 1, "$typed finds nobody");
    // Names of attributes are in small letters there.
    expect(in_array('Zoé LEFÈVRE', $entries[0]['cn'], true), "$typed finds {$entries[0]['displayname'][0]}");
}

expect(ldap_count_entries($ldap, @ldap_search($ldap, BASE, $filter, ['1.1'], 0, 2)) === 2, 'the size limit');
expect(ldap_errno($ldap) === 4, 'a cut list says nothing');
expect(@ldap_delete($ldap, $names[0]) === false && ldap_errno($ldap) === 53, 'an entry was deleted');
ldap_unbind($ldap);
echo count($names), " entries\n";
