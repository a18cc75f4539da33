-- What each publication changed in what is published; it outlives generations and imports (src/changes/README.md).
CREATE TABLE IF NOT EXISTS reglage (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL) WITHOUT ROWID;

-- A publication is prepared here before the pointer moves: it took place when its generation is served, or when one that
-- comes after it is. precedente: the generation that was published before; NULL where the journal begins.
-- moment: when the pointer had moved; NULL until it is known. jour: in France, the day of the comparison; accounts that
-- had expired by then were closed under the publication before.
CREATE TABLE IF NOT EXISTS publication (
  numero INTEGER PRIMARY KEY,
  generation TEXT NOT NULL,
  precedente TEXT,
  moment TEXT,
  jour TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS publication_generation ON publication (generation);
CREATE INDEX IF NOT EXISTS publication_moment ON publication (moment);

-- jour: '' for what the publication itself changed; the day on which an account of it has expired, for what closes then.
-- objet: place of the kind, nature: place of the nature, champs: one bit for each field (src/changes/kinds.ts).
-- source: whose readers see the change, '' for all. cle: of a mailbox a fingerprint, never its address.
CREATE TABLE IF NOT EXISTS changement (
  publication INTEGER NOT NULL,
  jour TEXT NOT NULL,
  objet INTEGER NOT NULL,
  cle TEXT NOT NULL,
  source TEXT NOT NULL,
  nature INTEGER NOT NULL,
  champs INTEGER NOT NULL,
  PRIMARY KEY (publication, jour, objet, cle, source)
) WITHOUT ROWID;

-- Mailboxes of the generation that were hidden when it was published, by the latest word of their sources.
CREATE TABLE IF NOT EXISTS masquee (
  publication INTEGER NOT NULL,
  cle TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (publication, cle, source)
) WITHOUT ROWID;
