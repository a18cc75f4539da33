-- Rows as the feed gave them, in a file of its own that the import deletes. A professional's number here is the order
-- of arrival, from 1; the rank is known only when every name has been read. Activities, savoir-faire and diplomas wait in files
-- of numbers (src/ingest/people-draft.ts).
CREATE TABLE etape.professionnel (
  arrivee INTEGER PRIMARY KEY, identifiant, nom, prenom, nom_plie, prenom_plie, civilite, civilite_exercice
);
CREATE TABLE etape.ancien_adeli (adeli, professionnel);
-- Those of each person, one per line.
CREATE TABLE etape.anciens_adeli (arrivee INTEGER PRIMARY KEY, numeros);
CREATE TABLE etape.bal (
  source, adresse, type, identifiant, professionnel, anciens_adeli, civilite_exercice, nom, prenom, nom_plie, prenom_plie,
  profession, categorie, specialite, service, description, responsable, dematerialisation,
  type_structure, id_structure, raison_sociale, enseigne, structure_pliee, enseigne_pliee,
  lignes, voie, code_postal, commune, ville_plie, departement, pays, telephones, statut, comptes, rang_source, non_publiee, expiration,
  adresse_pliee,
  -- 1 when a source hides the address.
  masquee
);
-- Addresses that a source hides (liste rouge, test accounts), from lines loaded and refused alike.
-- portee: 'partout' for a mailbox that no source publishes, 'source' for one that its own source keeps back, 'comptes'
-- for an address that is hidden where others name it.
CREATE TABLE etape.adresse_cachee (source, adresse_pliee, portee);
CREATE TABLE etape.rang (arrivee INTEGER PRIMARY KEY, rang INTEGER NOT NULL);
