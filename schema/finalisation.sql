-- From the staged rows to the generation, step by step; the import shows each step's name.

-- @etape classement des professionnels
-- What was given to two people leads to nobody.
DELETE FROM etape.ancien_adeli WHERE adeli IN (SELECT adeli FROM etape.ancien_adeli WHERE professionnel = 0);
INSERT INTO etape.anciens_adeli (arrivee, numeros)
SELECT professionnel, group_concat(adeli, char(10))
FROM (SELECT professionnel, adeli FROM etape.ancien_adeli ORDER BY professionnel, adeli) GROUP BY professionnel;

-- Names are sorted by their letters: what stands behind a tab tells where their words begin (src/text/words.ts).
-- activites_de, savoir_faire_de and diplomes_de are told by the import (src/ingest/people-draft.ts).
INSERT INTO main.professionnel (
  identifiant, nom, prenom, nom_plie, prenom_plie, civilite, civilite_exercice, activites, savoir_faire, diplomes,
  anciens_adeli
)
SELECT identifiant, nom, prenom, nom_plie, prenom_plie, civilite, civilite_exercice, activites_de(arrivee),
  savoir_faire_de(arrivee), diplomes_de(arrivee),
  (SELECT numeros FROM etape.anciens_adeli a WHERE a.arrivee = professionnel.arrivee)
FROM etape.professionnel ORDER BY iif(instr(nom_plie, char(9)) = 0, nom_plie, substr(nom_plie, 1, instr(nom_plie, char(9)) - 1)),
  iif(instr(prenom_plie, char(9)) = 0, prenom_plie, substr(prenom_plie, 1, instr(prenom_plie, char(9)) - 1)), identifiant;

CREATE UNIQUE INDEX main.professionnel_identifiant ON professionnel (identifiant);

INSERT INTO etape.rang (arrivee, rang)
SELECT e.arrivee, p.rang FROM etape.professionnel e CROSS JOIN main.professionnel p ON p.identifiant = e.identifiant
ORDER BY e.arrivee;

INSERT INTO main.ancien_adeli (adeli, rang)
SELECT a.adeli, r.rang FROM etape.ancien_adeli a CROSS JOIN etape.rang r ON r.arrivee = a.professionnel ORDER BY a.adeli;

-- @etape classement des boîtes aux lettres
-- What one source hides (liste rouge, test account) is hidden in every source; status and expiry in its own.
CREATE INDEX etape.adresse_cachee_pliee ON adresse_cachee (adresse_pliee);
CREATE INDEX etape.bal_adresse ON bal (adresse_pliee, source);
UPDATE etape.bal SET masquee = 1
WHERE non_publiee IS NULL
  AND EXISTS (SELECT 1 FROM etape.adresse_cachee c WHERE c.adresse_pliee = bal.adresse_pliee
    AND (c.portee = 'partout' OR (c.portee = 'source' AND c.source = bal.source)));
-- Addresses of hidden people leave what others say of themselves (sans_masquees: src/ingest/hidden-addresses.ts).
UPDATE etape.bal SET comptes = sans_masquees(comptes), responsable = sans_masquees(responsable)
WHERE comptes IS NOT NULL OR responsable IS NOT NULL;

-- What a file gives no number is reached where its holder works (src/ingest/holder-numbers.ts).
INSERT INTO main.bal (
  source, adresse, adresse_pliee, type, identifiant, professionnel, anciens_adeli, civilite_exercice, nom, prenom, nom_plie,
  prenom_plie, profession, categorie, specialite, service, description, responsable, dematerialisation,
  type_structure, id_structure, raison_sociale, enseigne, structure_pliee, enseigne_pliee, lignes, voie, code_postal, commune,
  ville_plie, departement, pays, telephones, telecopie, statut, comptes, rang_source, expiration, arrivee, aussi_national
)
SELECT b.source, b.adresse, b.adresse_pliee, b.type, b.identifiant, r.rang, b.anciens_adeli, b.civilite_exercice, b.nom, b.prenom,
  b.nom_plie, b.prenom_plie, b.profession, b.categorie, b.specialite, b.service, b.description, b.responsable,
  b.dematerialisation, b.type_structure, b.id_structure, b.raison_sociale, b.enseigne, b.structure_pliee,
  b.enseigne_pliee, b.lignes, b.voie, b.code_postal, b.commune, b.ville_plie, b.departement, b.pays,
  ifnull(b.telephones, telephones_du_titulaire(b.rowid, b.professionnel, b.type_structure, b.id_structure)),
  iif(b.telephones IS NULL, telecopie_du_titulaire(b.rowid, b.professionnel, b.type_structure, b.id_structure), NULL),
  b.statut,
  b.comptes, b.rang_source, b.expiration, b.rowid,
  b.source <> 'national'
    AND EXISTS (SELECT 1 FROM etape.bal n WHERE n.adresse_pliee = b.adresse_pliee AND n.source = 'national')
FROM etape.bal b
LEFT JOIN etape.rang r ON r.arrivee = b.professionnel
WHERE b.non_publiee IS NULL AND b.masquee IS NULL
ORDER BY iif(b.nom_plie <> '', iif(instr(b.nom_plie, char(9)) = 0, b.nom_plie, substr(b.nom_plie, 1, instr(b.nom_plie, char(9)) - 1)),
  iif(b.structure_pliee <> '', iif(instr(b.structure_pliee, char(9)) = 0, b.structure_pliee, substr(b.structure_pliee, 1, instr(b.structure_pliee, char(9)) - 1)),
    iif(instr(b.enseigne_pliee, char(9)) = 0, b.enseigne_pliee, substr(b.enseigne_pliee, 1, instr(b.enseigne_pliee, char(9)) - 1)))),
  iif(instr(b.prenom_plie, char(9)) = 0, b.prenom_plie, substr(b.prenom_plie, 1, instr(b.prenom_plie, char(9)) - 1)), b.adresse_pliee, b.source;

-- @etape index
CREATE INDEX main.structure_id_technique ON structure (id_technique) WHERE id_technique IS NOT NULL;
CREATE INDEX main.structure_finess ON structure (finess) WHERE finess IS NOT NULL;
CREATE INDEX main.structure_finess_juridique ON structure (finess_juridique) WHERE finess_juridique IS NOT NULL;
CREATE INDEX main.structure_siret ON structure (siret) WHERE siret IS NOT NULL;
CREATE INDEX main.compte_source ON compte (source, id);
CREATE UNIQUE INDEX main.bal_adresse ON bal (adresse_pliee, source);
CREATE INDEX main.bal_expiration ON bal (expiration) WHERE expiration IS NOT NULL;
CREATE INDEX main.bal_professionnel ON bal (professionnel) WHERE professionnel IS NOT NULL;
