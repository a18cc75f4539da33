/** First names as they are spoken; the commonest first. */
export const MASCULINE: readonly string[] =
  `Jean Pierre Michel Philippe Nicolas Christophe Julien Thomas Alexandre François Frédéric Éric Laurent Olivier Sébastien
Patrick Antoine Guillaume Maxime Stéphane David Bruno Vincent Romain Benoît Jérôme Mathieu Pascal Thierry Hugo Louis Paul
Arnaud Cédric Clément Quentin Alain Bernard Gilles Daniel Marc Jacques Denis Didier Dominique Yves Serge Rémi Rémy Adrien
Anthony Arthur Aurélien Baptiste Bastien Bertrand Charles Cyril Damien Emmanuel Étienne Fabien Fabrice Florent Florian
Franck Gabriel Gaël Gaëtan Gauthier Georges Gérard Grégoire Grégory Guy Henri Hervé Hubert Jonathan Joël Kévin Léo Lionel
Loïc Luc Lucas Ludovic Marcel Martin Matthieu Maurice Mickaël Noé Noël Raphaël Raymond Régis René Richard Robert Robin
Samuel Simon Sylvain Théo Tristan Valentin Victor Xavier Yann Yannick Ahmed Karim Mohamed Mehdi Rachid Youssef Ibrahim
Moussa Abdel Ali Amine Bilal Ángel João Søren Jean-Pierre Jean-Michel Jean-François Jean-Claude Jean-Luc Jean-Marc
Jean-Baptiste Pierre-Yves Pierre-Louis Marc-Antoine Paul-Henri Charles-Édouard Louis-Philippe`.split(/\s+/)

export const FEMININE: readonly string[] =
  `Marie Nathalie Isabelle Sylvie Catherine Christine Céline Sandrine Stéphanie Julie Camille Sophie Aurélie Émilie Laura
Virginie Véronique Valérie Anne Caroline Claire Delphine Hélène Florence Élodie Manon Léa Pauline Charlotte Marion Mathilde
Audrey Alice Agnès Amélie Amandine Anaïs Angélique Annie Aude Axelle Béatrice Bénédicte Brigitte Capucine Carole Cécile
Chantal Chloé Christelle Clara Claudine Clémence Coralie Corinne Danielle Élise Élisabeth Emma Emmanuelle Estelle Eugénie
Ève Évelyne Fabienne Fanny Flora Françoise Frédérique Gabrielle Gaëlle Geneviève Ghislaine Hortense Inès Ingrid Jacqueline
Jeanne Jennifer Jessica Joëlle Joséphine Judith Juliette Justine Karine Laetitia Laure Laurence Lauriane Lise Louise Lucie
Lucile Lydie Madeleine Maëlle Magali Marguerite Marine Marlène Martine Mélanie Mélissa Michèle Monique Morgane Muriel
Myriam Nadège Nadine Noémie Océane Odile Ophélie Pascale Patricia Perrine Raphaëlle Rachel Régine Romane Rose Sabine
Salomé Sandra Sarah Ségolène Séverine Solène Solange Sonia Suzanne Sylviane Thérèse Valentine Vanessa Yolande Zoé Fatima
Aïcha Khadija Leïla Nadia Samia Yasmina Aminata Fatoumata Ana Lucía Marie-Claude Marie-Pierre Marie-Hélène Marie-Laure
Marie-Thérèse Anne-Sophie Anne-Laure Anne-Marie Marie-Noëlle Claire-Lise Rose-Marie Lou-Ann`.split(/\s+/)
