-- One generation: everything that is served, read-only once published.
-- Rows lie in the order in which results are shown, so that a rank is a rowid and no search sorts.

CREATE TABLE generation (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL) WITHOUT ROWID;

-- Date of each source's file; a datum knows its source, the source knows its date.
-- restrictions: columns of the file that restrict publication, which may not vanish unseen (« Liste rouge »…), joined by |.
CREATE TABLE source (
  nom TEXT NOT NULL,
  type TEXT NOT NULL,
  fichier TEXT NOT NULL,
  date TEXT NOT NULL,
  restrictions TEXT NOT NULL DEFAULT ''
);

-- Labels that the feed gave for its codes, for those that the nomenclatures lack.
CREATE TABLE libelle (nomenclature TEXT, code TEXT, libelle TEXT NOT NULL, PRIMARY KEY (nomenclature, code)) WITHOUT ROWID;

-- Codes published here that the nomenclatures lack, and who holds them. type and profession: of a savoir-faire, '' when not told.
CREATE TABLE hors_nomenclature (
  nomenclature TEXT NOT NULL,
  code TEXT NOT NULL,
  type TEXT NOT NULL,
  profession TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (nomenclature, code, type, profession, source)
) WITHOUT ROWID;

-- The white list of MSSanté domains: one row for each certificate of each operator. mis_a_jour as the list has it.
CREATE TABLE domaine (
  nom TEXT NOT NULL,
  description TEXT,
  operateur TEXT NOT NULL,
  certificat TEXT,
  support TEXT,
  mis_a_jour TEXT
);

-- rang: order of (nom_plie, prenom_plie, identifiant), by letters. Folded texts hold their letters, then a tab and a mark for
-- each place where a later word begins (src/text/words.ts).
-- anciens_adeli: identifications nationales of before, one per line.
-- activites: [[exercice, structure or 0], …] in order of arrival. savoir_faire: [id, …] by type, code and profession.
-- diplomes: [id, …] in order of arrival.
CREATE TABLE professionnel (
  rang INTEGER PRIMARY KEY,
  identifiant TEXT NOT NULL,
  nom TEXT NOT NULL,
  prenom TEXT NOT NULL,
  nom_plie TEXT NOT NULL,
  prenom_plie TEXT NOT NULL,
  civilite TEXT,
  civilite_exercice TEXT,
  activites TEXT NOT NULL,
  savoir_faire TEXT,
  diplomes TEXT,
  anciens_adeli TEXT
);

-- Whose an ADELI number was before its RPPS, as an identification nationale (0 and 9 characters).
CREATE TABLE ancien_adeli (adeli TEXT PRIMARY KEY, rang INTEGER NOT NULL) WITHOUT ROWID;

-- A structure is told apart by all its cells. affichage: what is shown of it (src/records/structure-display.ts), as one text.
CREATE TABLE structure (
  id INTEGER PRIMARY KEY,
  id_technique TEXT,
  finess TEXT,
  finess_juridique TEXT,
  siret TEXT,
  code_postal TEXT,
  departement TEXT,
  ville_plie TEXT NOT NULL,
  nom_plie TEXT NOT NULL,
  enseigne_pliee TEXT NOT NULL,
  telephones TEXT,
  telecopie TEXT,
  affichage TEXT NOT NULL
);

-- What activities say besides their structure; many people do the same.
CREATE TABLE exercice (
  id INTEGER PRIMARY KEY,
  profession TEXT,
  categorie TEXT,
  mode_exercice TEXT,
  secteur TEXT,
  section_pharmacien TEXT,
  role TEXT,
  genre TEXT,
  autorite TEXT
);

CREATE TABLE savoir_faire (id INTEGER PRIMARY KEY, type TEXT NOT NULL, code TEXT NOT NULL, profession TEXT NOT NULL);

CREATE TABLE diplome (
  id INTEGER PRIMARY KEY,
  type_diplome TEXT,
  diplome TEXT,
  type_autorisation TEXT,
  discipline TEXT
);

-- rang: order of (tri, prenom_plie, adresse, source); tri is the folded name of the holder, else of the structure.
-- Only what may be shown is here: liste rouge, test, expired and non-validated accounts are left out.
CREATE TABLE bal (
  rang INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  adresse TEXT NOT NULL,
  adresse_pliee TEXT NOT NULL,
  type TEXT NOT NULL,
  identifiant TEXT,
  professionnel INTEGER,
  anciens_adeli TEXT,
  civilite_exercice TEXT,
  nom TEXT,
  prenom TEXT,
  nom_plie TEXT NOT NULL,
  prenom_plie TEXT NOT NULL,
  profession TEXT,
  categorie TEXT,
  specialite TEXT,
  service TEXT,
  description TEXT,
  responsable TEXT,
  dematerialisation INTEGER,
  type_structure TEXT,
  id_structure TEXT,
  raison_sociale TEXT,
  enseigne TEXT,
  structure_pliee TEXT NOT NULL,
  enseigne_pliee TEXT NOT NULL,
  lignes TEXT,
  voie TEXT,
  code_postal TEXT,
  commune TEXT,
  ville_plie TEXT NOT NULL,
  departement TEXT,
  pays TEXT,
  telephones TEXT,
  telecopie TEXT,
  statut TEXT NOT NULL,
  comptes TEXT,
  -- Place among the mailboxes of the holder that the source gives it, from 1.
  rang_source INTEGER,
  -- Last day of an account that expires, AAAA-MM-JJ: it is not shown any more on the next.
  expiration TEXT,
  -- Its place among the mailboxes read, by which the import finds its prepared entry.
  arrivee INTEGER NOT NULL,
  -- 1 when the same address is also published nationally: the regional row then shows only inside its own source.
  aussi_national INTEGER NOT NULL
);

-- Every account that a regional source declares and that could be loaded, published or not: for its administrators alone.
-- ligne: of the file. mail: what the account is named by, adresse: its MSSanté address, null for MED. recherche: what it is
-- found by, folded. cellules: the line as the file wrote it, an object by the keys of src/records/regional-columns.ts.
CREATE TABLE compte (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  ligne INTEGER NOT NULL,
  mail TEXT,
  adresse TEXT,
  statut TEXT NOT NULL,
  type TEXT NOT NULL,
  nom TEXT,
  prenom TEXT,
  profession TEXT,
  rpps TEXT,
  adeli TEXT,
  non_publiee TEXT,
  cellules TEXT NOT NULL,
  recherche TEXT NOT NULL
);

-- What each source hides, as fingerprints of the register (schema/registre.sql), which can so be brought up to date by it.
CREATE TABLE masquee (source TEXT NOT NULL, empreinte BLOB NOT NULL);

-- What the next import compares, to say what changed (src/changes/): for each record a hash of each of its fields.
-- objet: place of its kind, cle: what names it (a fingerprint of its address for a mailbox), source: '' but for mailboxes.
-- rang: 0 for structures, which are told apart by all their cells and named by one number. modifie: its date of change, in
-- seconds since 1970.
CREATE TABLE empreinte (
  objet INTEGER NOT NULL,
  cle TEXT NOT NULL,
  source TEXT NOT NULL,
  rang INTEGER NOT NULL,
  champs BLOB NOT NULL,
  modifie INTEGER NOT NULL,
  PRIMARY KEY (objet, cle, source)
) WITHOUT ROWID;

-- What searches run on (src/columns/): for each field the sorted distinct values, the number of the value of
-- each row, and for each value the ascending rows that hold it.

-- longueur numbers of a type (u8, u16, u32, little-endian), from a byte on of the file beside this one. The column
-- bal.entree holds the mailboxes as LDAP sends them (src/ldap/tree/prepared-bal.ts), in rank order.
CREATE TABLE colonne (nom TEXT PRIMARY KEY, type TEXT NOT NULL, longueur INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;

-- taille values in blocks of 64, one value per line, from `bloc` on; premier is the first value of a block.
CREATE TABLE dictionnaire (nom TEXT PRIMARY KEY, taille INTEGER NOT NULL, bloc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bloc (id INTEGER PRIMARY KEY, premier TEXT NOT NULL, valeurs TEXT NOT NULL);
