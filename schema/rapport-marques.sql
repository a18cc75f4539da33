-- Run once all notices are known: they are sorted once, not one by one into a tree that does not fit in memory.
INSERT INTO marque (regle, cle, fichier, etablissement, domaine, nombre)
SELECT regle, cle, fichier, etablissement, domaine, sum(nombre) FROM temp.recue
GROUP BY regle, cle, fichier, etablissement, domaine
ORDER BY regle, cle, fichier, etablissement, domaine;
DELETE FROM temp.recue;

-- By owner, for the report of one establishment or domain.
CREATE INDEX marque_etablissement ON marque (etablissement, regle, cle) WHERE etablissement > 0;
CREATE INDEX avis_etablissement ON avis (etablissement, fichier, ligne, code) WHERE etablissement > 0;
CREATE INDEX etablissement_siret ON etablissement (siret);
CREATE INDEX marque_domaine ON marque (domaine, regle, cle) WHERE domaine > 0;
