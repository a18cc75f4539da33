-- Since when each declared mailbox waits for something: what one import alone cannot tell. Fingerprints only, as in the
-- register of hidden addresses, whose key makes them. motif: src/records/context.ts.
CREATE TABLE IF NOT EXISTS attente (
  source TEXT NOT NULL,
  empreinte BLOB NOT NULL,
  motif TEXT NOT NULL,
  depuis TEXT NOT NULL,
  PRIMARY KEY (source, empreinte, motif)
) WITHOUT ROWID;
