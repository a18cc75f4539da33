-- The report of one import, published or refused. Kept apart from the generation: it outlives it.
CREATE TABLE import (
  id TEXT NOT NULL,
  debut TEXT NOT NULL,
  fin TEXT,
  etat TEXT NOT NULL,
  motif TEXT,
  -- The import that this one is compared with; NULL for none.
  precedente TEXT,
  -- Files of which the comparison says nothing, kind and source, one a line.
  non_compares TEXT NOT NULL DEFAULT ''
);

-- Falls of what is published that the user accepted, and why.
CREATE TABLE baisse (
  source TEXT NOT NULL,
  objet TEXT NOT NULL,
  avant INTEGER NOT NULL,
  apres INTEGER NOT NULL,
  raison TEXT NOT NULL
);

-- Files found and not loaded: their names, without a path, and why.
CREATE TABLE ecarte (nom TEXT NOT NULL, raison TEXT NOT NULL);

-- What did not keep the import from being published, and should be looked at.
CREATE TABLE avertissement (texte TEXT NOT NULL);

CREATE TABLE fichier (
  numero INTEGER PRIMARY KEY,
  nom TEXT NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  date TEXT NOT NULL,
  octets INTEGER NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '',
  encodage TEXT NOT NULL DEFAULT '',
  separateur TEXT NOT NULL DEFAULT '',
  colonnes INTEGER NOT NULL DEFAULT 0,
  lues INTEGER NOT NULL DEFAULT 0,
  chargees INTEGER NOT NULL DEFAULT 0,
  refusees INTEGER NOT NULL DEFAULT 0
);

-- Text of each rule as it was at the time of the import: an old report stays readable when the rules change.
-- acteurs: one a line.
CREATE TABLE regle (
  code TEXT PRIMARY KEY,
  numero INTEGER NOT NULL UNIQUE,
  severite TEXT NOT NULL,
  titre TEXT NOT NULL,
  attendu TEXT NOT NULL,
  famille TEXT NOT NULL,
  acteurs TEXT NOT NULL,
  action TEXT NOT NULL
) WITHOUT ROWID;

-- Exact number of notices of each rule.
CREATE TABLE comptage (
  fichier INTEGER NOT NULL,
  code TEXT NOT NULL,
  nombre INTEGER NOT NULL,
  PRIMARY KEY (fichier, code)
) WITHOUT ROWID;

-- Whose the lines are. Number 0 is nobody's.
CREATE TABLE etablissement (numero INTEGER PRIMARY KEY, finess TEXT NOT NULL, siret TEXT NOT NULL, UNIQUE (finess, siret));
CREATE TABLE domaine (numero INTEGER PRIMARY KEY, nom TEXT NOT NULL UNIQUE);

-- Every notice, shown or only counted, by what it is recognised by from one import to the next (src/notices/mark.ts): the notices
-- of one key, file and owner are one row. regle: regle.numero. Two reports are compared by reading both in the order of the key.
CREATE TABLE marque (
  regle INTEGER NOT NULL,
  cle INTEGER NOT NULL,
  fichier INTEGER NOT NULL,
  etablissement INTEGER NOT NULL,
  domaine INTEGER NOT NULL,
  nombre INTEGER NOT NULL,
  PRIMARY KEY (regle, cle, fichier, etablissement, domaine)
) WITHOUT ROWID;

-- What the import before had and this one has not, and the other way round, by rule and file.
CREATE TABLE evolution (
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  code TEXT NOT NULL,
  nouveaux INTEGER NOT NULL,
  corriges INTEGER NOT NULL,
  toujours INTEGER NOT NULL,
  PRIMARY KEY (type, source, code)
) WITHOUT ROWID;

-- Every refusal, and the first examples of the other notices. contenu: the refused line. nouveau: 1 when the import before had
-- none of its key, 0 when it had; NULL when nothing was compared.
CREATE TABLE avis (
  fichier INTEGER NOT NULL,
  ligne INTEGER NOT NULL,
  code TEXT NOT NULL,
  -- Before the texts: what is looked at in every row lies on its first page.
  cle INTEGER NOT NULL DEFAULT 0,
  etablissement INTEGER NOT NULL DEFAULT 0,
  domaine INTEGER NOT NULL DEFAULT 0,
  nouveau INTEGER,
  colonne TEXT,
  valeur TEXT,
  detail TEXT,
  contenu TEXT
);

-- In the order in which they are shown, with the rule: a part of 200,000 notices is found without reading their lines.
CREATE INDEX avis_ordre ON avis (fichier, ligne, code);

-- What the file of each region changed in its accounts since its file before. nature: créé, modifié, fermé or inchangé.
CREATE TABLE mouvement (
  source TEXT NOT NULL,
  nature TEXT NOT NULL,
  nombre INTEGER NOT NULL,
  PRIMARY KEY (source, nature)
) WITHOUT ROWID;

-- The first accounts of each nature. ligne: of the new file, NULL for those closed. colonnes: what was changed, one a line.
CREATE TABLE compte_mouvement (
  source TEXT NOT NULL,
  nature TEXT NOT NULL,
  adresse TEXT NOT NULL,
  type TEXT NOT NULL,
  ligne INTEGER,
  colonnes TEXT NOT NULL
);
