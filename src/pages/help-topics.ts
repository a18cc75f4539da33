import type { HelpValues } from './help-values.js'
import { type Html, html } from './html.js'

/** One client and what to type in it. */
export interface HelpTopic {
  readonly slug: string
  readonly name: string
  readonly summary: string
  readonly steps: (values: HelpValues) => readonly Html[]
  /** What is worth knowing afterwards. */
  readonly notes?: readonly string[]
  /** Files of the repository's `fixtures/clients` that hold the same. */
  readonly example?: (values: HelpValues) => string
}

const port = ({ ldapsPort, port }: HelpValues): Html =>
  ldapsPort === null
    ? html`<code>${port}</code>, sans chiffrement`
    : html`<code>${ldapsPort}</code>, avec SSL/TLS (LDAPS)`

const common = (values: HelpValues): readonly Html[] => [
  html`Serveur : <code>${values.host}</code> ; port : ${port(values)}.`,
  html`Base de recherche (DN de base) : <code>${values.baseBal}</code> ; étendue : sous-arbre.`,
]
const LIMIT = html`Filtre : <code>(mail=*)</code> ; nombre de réponses : <code>100</code>.`
const REGION = ({ baseBal }: HelpValues): Html =>
  html`Pour les boîtes d’une région : utilisateur <code>cn=votre-compte,ou=comptes,${baseBal}</code> et son mot de passe, avec TLS. Sinon, aucun utilisateur.`

/** The clients of the mail, then the programs. */
export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    slug: 'thunderbird',
    name: 'Thunderbird',
    summary: 'Compléter une adresse MSSanté en écrivant un message.',
    steps: (values) => [
      html`Ouvrez <em>Paramètres › Rédaction › Adressage › Serveur d’annuaire › Modifier les annuaires… › Ajouter</em>.`,
      ...common(values),
      html`Cochez <em>Utiliser une connexion sécurisée</em> pour LDAPS : Thunderbird ne connaît pas StartTLS.`,
      html`Onglet <em>Avancé</em> : étendue <em>Sous-arbre</em>. ${LIMIT}`,
      REGION(values),
      html`Choisissez cet annuaire dans <em>Adressage</em>, puis tapez trois lettres d’un nom dans le champ <em>Pour</em>.`,
    ],
    notes: ['Thunderbird montre une liste coupée sans le dire : tapez quelques lettres de plus.'],
  },
  {
    slug: 'outlook',
    name: 'Outlook classique (Windows)',
    summary: 'Ajouter un service d’annuaire Internet (LDAP).',
    steps: (values) => [
      html`Ouvrez <em>Fichier › Paramètres du compte › Carnets d’adresses › Nouveau › Service d’annuaire Internet (LDAP)</em>.`,
      html`Nom du serveur : <code>${values.host}</code>.`,
      html`<em>Paramètres supplémentaires</em>, onglet <em>Connexion</em> : port ${port(values)}.`,
      html`Onglet <em>Recherche</em> : délai 60 s, 100 entrées, base <em>Personnalisée</em> <code>${values.baseBal}</code>.`,
      REGION(values),
      html`Redémarrez Outlook, puis cherchez dans le carnet d’adresses.`,
    ],
    notes: ['Cochez « Activer l’exploration » pour faire défiler la liste entière.'],
  },
  {
    slug: 'nouvel-outlook',
    name: 'Nouvel Outlook et Outlook sur le Web',
    summary: 'Ils n’ont pas d’annuaire LDAP.',
    steps: () => [
      html`Gardez Outlook classique, ou cherchez dans <a href="/">les pages de cet annuaire</a> : le bouton <em>Copier les adresses choisies</em> donne une liste à coller dans le champ <em>À</em>.`,
      html`Une personne choisie s’ajoute aux contacts par sa carte de visite (vCard).`,
    ],
  },
  {
    slug: 'apple',
    name: 'Contacts d’Apple',
    summary: 'macOS et iOS.',
    steps: (values) => [
      html`macOS : <em>Contacts › Réglages › Comptes › + › Autre compte de contacts › Compte LDAP</em>. iOS : <em>Réglages › Contacts › Comptes › Ajouter un compte › Autre › Compte LDAP</em>.`,
      ...common(values),
      html`Authentification : <em>Aucune</em>, ou <em>Simple</em> avec le compte d’une région.`,
      REGION(values),
    ],
  },
  {
    slug: 'evolution',
    name: 'Evolution',
    summary: 'Attention à l’étendue proposée d’office.',
    steps: (values) => [
      html`<em>Fichier › Nouveau › Carnet d’adresses</em>, type <em>Sur les serveurs LDAP</em>.`,
      ...common(values),
      html`Onglet <em>Utilisation de LDAP</em> : étendue <strong>Sous-arbre</strong> (le réglage d’origine, <em>Un niveau</em>, ne trouve rien). ${LIMIT}`,
      html`Cochez <em>Utiliser la complétion automatique avec ce carnet</em>.`,
      REGION(values),
    ],
    notes: ['En complétion, tapez le prénom, puis le nom.'],
  },
  {
    slug: 'roundcube',
    name: 'Roundcube',
    summary: 'Un carnet de plus dans config.inc.php.',
    steps: () => [
      html`Ajoutez ce carnet à <code>config/config.inc.php</code>, et son nom à <code>autocomplete_addressbooks</code>.`,
      html`Sur Debian, Roundcube demande les paquets <code>php-ldap</code> et <code>php-net-ldap3</code>.`,
    ],
    example: ({ ldap, baseBal }) => `$config['ldap_public']['mssante'] = [
  'name' => 'MSSanté',
  'hosts' => ['${ldap}'],
  'base_dn' => '${baseBal}',
  'scope' => 'sub',
  'filter' => '(mail=*)',
  'search_fields' => ['cn', 'mail'],
  'fieldmap' => ['name' => 'cn', 'surname' => 'sn', 'firstname' => 'givenName',
    'email' => 'mail:*', 'jobtitle' => 'title', 'organization' => 'o', 'locality' => 'l'],
  'sizelimit' => 100,
  'fuzzy_search' => true,
];
$config['autocomplete_addressbooks'] = ['sql', 'mssante'];`,
  },
  {
    slug: 'nextcloud',
    name: 'Nextcloud',
    summary: 'Son application LDAP crée des comptes : à n’ouvrir qu’à une structure.',
    steps: ({ baseBal }) => [
      html`Nextcloud fait un <strong>compte Nextcloud</strong> de chaque entrée LDAP : n’y branchez jamais tout l’annuaire.`,
      html`Base <code>${baseBal}</code>, filtre <code>(&amp;(mail=*)(o=NOM DE LA STRUCTURE))</code>, attribut affiché <code>displayName</code>, adresse <code>mail</code>, identifiant <code>entryUUID</code>.`,
    ],
    notes: ['La liste s’arrête à 500 entrées : prenez un filtre qui en donne moins.'],
  },
  {
    slug: 'zimbra',
    name: 'Zimbra',
    summary: 'Joindre l’annuaire à la liste globale (GAL) d’un domaine.',
    steps: () => [html`Sur le serveur Zimbra, pour le domaine <code>hopital.example</code> :`],
    example: ({ ldap, baseBal }) => `zmprov modifyDomain hopital.example zimbraGalMode both \\
  zimbraGalLdapURL ${ldap} \\
  zimbraGalLdapSearchBase '${baseBal}' \\
  zimbraGalLdapFilter '(&(mail=*)(|(cn=%s*)(sn=%s*)(mail=*%s*)))' \\
  zimbraGalAutoCompleteLdapFilter '(&(mail=*)(|(cn=%s*)(sn=%s*)(mail=%s*)))' \\
  zimbraGalMaxResults 100`,
    notes: ['Sans compte galsync : la copie s’arrêterait à 500 entrées.'],
  },
  {
    slug: 'telephones',
    name: 'Téléphones et copieurs',
    summary: 'Yealink, Ricoh, Canon… : les champs se nomment de même.',
    steps: (values) => [
      ...common(values),
      html`Yealink, <em>Répertoire › LDAP</em> : filtre de nom <code>(|(cn=%)(sn=%))</code>, filtre de numéro <code>(telephoneNumber=%)</code>, attributs de nom <code>cn o</code>, attribut de numéro <code>telephoneNumber</code>, 50 réponses.`,
      html`Copieur (numériser vers une adresse) : attribut de nom <code>cn</code>, attribut d’adresse <code>mail</code>, recherche par <code>sn</code>.`,
      html`Authentification : anonyme.`,
    ],
    notes: ['Ces appareils n’ont pas été essayés ici : ces valeurs viennent de leur documentation.'],
  },
  {
    slug: 'ldapsearch',
    name: 'ldapsearch',
    summary: 'Essayer le serveur LDAP depuis un terminal.',
    steps: () => [
      html`Installez <code>ldap-utils</code> (Debian, Ubuntu) ou <code>openldap-clients</code>, puis tapez :`,
    ],
    example: ({ ldap, baseBal, baseRpps }) => `ldapsearch -x -H ${ldap} -b ${baseBal} '(sn=dup*)' cn mail
ldapsearch -x -H ${ldap} -b ${baseRpps} '(employeeNumber=810000000017)'`,
    notes: ['Le code 4 (« Size limit exceeded ») vient avec les meilleures réponses : il y en avait davantage.'],
  },
  {
    slug: 'curl',
    name: 'curl',
    summary: 'Essayer l’API depuis un terminal.',
    steps: () => [html`Chaque réponse est en JSON, ou en XML avec <code>format=xml</code> :`],
    example: ({ http }) => `curl '${http}/v1/professionnels?nom=dup&ville=marseille'
curl '${http}/v1/professionnels/10000000017?format=xml'
curl -H 'X-API-Key: VOTRE-CLE' '${http}/v1/bals?source=paca&nom=dup'`,
  },
  {
    slug: 'dpi-rest',
    name: 'DPI par REST',
    summary: 'Trouver un destinataire, en lot ou sans numéro, et tenir une copie à jour.',
    steps: () => [
      html`Par RPPS ou ADELI, avec les boîtes par préférence : <code>GET /v1/professionnels/{numéro}</code>. <a href="/v1/professionnels?nom=dup&amp;limite=1">Tester</a>`,
      html`Jusqu’à 500 numéros : <code>POST /v1/professionnels/lot</code>.`,
      html`Sans numéro, par nom et adresse : <code>POST /v1/destinataires/rapprochement</code>.`,
      html`Une copie entière, puis ses changements : <code>/v1/extractions</code>, <code>/v1/changements?depuis=</code>. <a href="/v1/extractions">Tester</a>`,
      html`Données d’une région : clé d’API (<code>annuaire cle creer</code>) dans <code>Authorization: Bearer</code> ou <code>X-API-Key</code>.`,
      html`Le contrat entier, ses modèles de réponse et de quoi l’essayer : <a href="/documentation">documentation de l’API</a>.`,
    ],
    example: ({ http }) => `curl -H 'Content-Type: application/json' '${http}/v1/professionnels/lot' \\
  -d '{"identifiants":["10000000017","10000000025"]}'`,
  },
  {
    slug: 'dpi-ldap',
    name: 'DPI par LDAP',
    summary: 'Les attributs de l’annuaire MSSanté.',
    steps: ({ ldap, baseBal, baseRpps }) => [
      html`Adresse : <code>${ldap}</code> ; base des boîtes : <code>${baseBal}</code> ; base des professionnels, avec ou sans boîte : <code>${baseRpps}</code>.`,
      html`Attributs : <code>TypeBAL</code>, <code>IdentifiantPP</code>, <code>TypeIdentifiantPP</code>, <code>profession</code>, <code>specialite</code>, <code>IdentifiantPM</code>, <code>TypeIdentifiantPM</code>, <code>givenName</code>, <code>sn</code>, <code>mail</code>, <code>l</code>, <code>o</code>, <code>description</code>.`,
      html`Par numéro : <code>(IdentifiantPP=810000000017)</code> ; par nom et ville : <code>(&amp;(sn=dup*)(l=marseille*))</code>.`,
      html`Le schéma se lit dans <code>cn=Subschema</code>.`,
    ],
  },
]
