-- Addresses that a source says must not be published: its latest word, which outlives generations (`revenir`, a source
-- that is retired, an old generation). Fingerprints only: the file names nobody.
CREATE TABLE IF NOT EXISTS reglage (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS masquee (
  empreinte BLOB NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (empreinte, source)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS masquee_source ON masquee (source);
