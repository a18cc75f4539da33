# Net::LDAP reads the schema, then holds the entries to it: their classes are known, one structural chain, what a class
# must have is there, nothing else than it may have, one value where there is one.
use strict;
use warnings;
use Net::LDAP;
use Net::LDAP::Constant qw(LDAP_CONTROL_PAGED LDAP_SIZELIMIT_EXCEEDED LDAP_SUCCESS);
use Net::LDAP::Control::Paged;

my ($port) = @ARGV;
my $ldap = Net::LDAP->new("127.0.0.1:$port") or die $@;
$ldap->bind->code and die 'anonymous bind';
my $root = $ldap->root_dse or die 'root DSE';
$root->supported_control(LDAP_CONTROL_PAGED) or die 'paged results are not announced';
my $schema = $ldap->schema or die 'schema';
$schema->error and die $schema->error;

my ($checked, @faults) = (0);
for my $search (
    ['dc=mssante,dc=fr', '(objectClass=*)', 450], ['dc=mssante,dc=fr', '(TypeBAL=ORG)', 50],
    ['dc=mssante,dc=fr', '(TypeBAL=APP)', 1],     ['dc=rpps,dc=fr', '(objectClass=*)', 450],
) {
    my ($base, $filter, $least) = @$search;
    my $page = Net::LDAP::Control::Paged->new(size => 100);
    my $seen = 0;
    while (1) {
        my $answer = $ldap->search(base => $base, filter => $filter, attrs => ['*', '+'], control => [$page]);
        hold_to_schema($_) for $answer->entries;
        $seen += $answer->count;
        last if $answer->code == LDAP_SIZELIMIT_EXCEEDED && $seen == 500;
        die "$base $filter: " . $answer->error if $answer->code != LDAP_SUCCESS;
        my ($next) = $answer->control(LDAP_CONTROL_PAGED) or die "$base $filter: no paged control in the answer";
        last unless length($next->cookie // '');
        $page->cookie($next->cookie);
    }
    push @faults, "$base $filter: $seen entries" if $seen < $least;
    $checked += $seen;
}
$ldap->unbind;
die join("\n", splice(@faults, 0, 20)), "\n" if @faults;
print "$checked entries\n";

sub hold_to_schema {
    my ($entry) = @_;
    my $fault = sub { push @faults, $entry->dn . ": @_" };
    my @classes = $entry->get_value('objectClass');
    my %known = map { $_ => $schema->objectclass($_) } @classes;
    for my $class (@classes) { $known{$class} or return $fault->("unknown class $class") }

    my @structural = grep { $known{$_}{structural} } @classes;
    my %above = map { lc($_) => 1 } map { superclasses($_) } @structural;
    my @lowest = grep { !$above{lc $_} } @structural;
    $fault->("structural classes @lowest") if @lowest != 1;
    $fault->('structuralObjectClass') if lc($entry->get_value('structuralObjectClass') // '') ne lc($lowest[0] // '');

    $fault->("lacks $_->{name}") for grep { !defined $entry->get_value($_->{name}) } $schema->must(@classes);
    my %allowed = map { lc($_->{name}) => 1 } $schema->must(@classes), $schema->may(@classes);
    for my $name ($entry->attributes) {
        my $type = $schema->attribute($name);
        if (!$type) { $fault->("undefined attribute $name"); next }
        my $operational = ($type->{usage} // 'userApplications') ne 'userApplications';
        $fault->("$name is in no class") unless $operational || $allowed{lc $type->{name}};
        my @values = $entry->get_value($name);
        $fault->("$name twice") if @values > 1 && $type->{'single-value'};
        $fault->("$name is empty") if grep { $_ eq '' } @values;
    }
}

sub superclasses {
    my ($class) = @_;
    return map { ($_, superclasses($_)) } grep { lc ne 'top' } $schema->superclass($class);
}
