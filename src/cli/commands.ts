import type { Command } from './command.js'

/** A command as the help lists it; what it needs is loaded when it runs, since the server's libraries take half a second. */
export interface ListedCommand {
  readonly name: string
  /** One line, in French. */
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** In the order in which the help shows them. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'importer',
    summary: 'charge les fichiers nationaux et régionaux, vérifie, puis publie',
    load: async () => (await import('./importer.js')).importer,
  },
  {
    name: 'telecharger',
    summary: 'télécharge les fichiers nationaux et la liste blanche des domaines MSSanté',
    load: async () => (await import('./telecharger.js')).telecharger,
  },
  {
    name: 'relever',
    summary: 'prend les fichiers déposés par les sources, les publie, archive ou met de côté',
    load: async () => (await import('./relever.js')).relever,
  },
  {
    name: 'servir',
    summary: 'répond en LDAP et en REST/XML',
    load: async () => (await import('./servir.js')).servir,
  },
  {
    name: 'rapport',
    summary: 'montre le rapport d’alimentation : ce qui a été lu, chargé, refusé, et pourquoi',
    load: async () => (await import('./rapport.js')).rapport,
  },
  {
    name: 'mouvements',
    summary: 'montre les comptes que le fichier d’une région a créés, modifiés, fermés',
    load: async () => (await import('./mouvements.js')).mouvements,
  },
  {
    name: 'comptes-declares',
    summary: 'montre les comptes qu’une source régionale déclare, publiés ou non',
    load: async () => (await import('./comptes-declares.js')).comptesDeclares,
  },
  {
    name: 'exporter',
    summary: 'écrit les comptes d’une source en fichier loaduser, qui se réimporte',
    load: async () => (await import('./exporter.js')).exporter,
  },
  {
    name: 'modele',
    summary: 'écrit le modèle du fichier loaduser, avec ses consignes',
    load: async () => (await import('./modele.js')).modele,
  },
  {
    name: 'revenir',
    summary: 'revient à la génération précédente',
    load: async () => (await import('./revenir.js')).revenir,
  },
  {
    name: 'verifier',
    summary: 'vérifie la configuration, la génération publiée et la place sur le disque',
    load: async () => (await import('./verifier.js')).verifier,
  },
  {
    name: 'compte',
    summary: 'gère les comptes qui lisent les sources régionales (LDAP et HTTP)',
    load: async () => (await import('./compte.js')).compte,
  },
  {
    name: 'cle',
    summary: 'gère les clés d’API des logiciels (HTTP)',
    load: async () => (await import('./cle.js')).cle,
  },
  {
    name: 'ldif',
    summary: 'exporte les entrées LDAP publiées, pour un autre annuaire',
    load: async () => (await import('./ldif.js')).ldif,
  },
]
