import type { Sheet } from '../sheets/xlsx-writer.js'
import type { ReportContent } from './content.js'
import { filterLine } from './filter.js'
import { NOTICE_HEADER, noticeRows } from './notice-rows.js'

/** The report as the sheets of a workbook: what each file brought, how many notices of each rule, and each notice. */
export function reportSheets({ alimentation, filter, evolution, tendance, avis }: ReportContent): readonly Sheet[] {
  const { fichiers } = alimentation
  return [
    {
      name: 'Synthèse',
      header: ['', ''],
      widths: [24, 110],
      rows: [
        ['Alimentation', alimentation.id],
        ['État', alimentation.etat],
        ['Motif', alimentation.motif ?? ''],
        ['Début', alimentation.debut],
        ['Fin', alimentation.fin ?? ''],
        ['Filtre', filterLine(filter)],
        ['Comparée à', evolution?.avec ?? ''],
        ['Avis nouveaux', String(evolution?.nouveaux ?? '')],
        ['Avis corrigés', String(evolution?.corriges ?? '')],
        ['Avis toujours là', String(evolution?.toujours ?? '')],
        ['Lignes lues', String(alimentation.totaux.lues)],
        ['Lignes chargées', String(alimentation.totaux.chargees)],
        ['Lignes refusées', String(alimentation.totaux.refusees)],
      ],
    },
    {
      name: 'Fichiers',
      header: ['Fichier', 'Source', 'Type', 'Date', 'Lues', 'Chargées', 'Refusées'],
      widths: [60, 20, 22, 26, 12, 12, 12],
      rows: fichiers.map(({ nom, source, type, date, lues, chargees, refusees }) => [
        nom,
        source,
        type,
        date,
        ...[lues, chargees, refusees].map(String),
      ]),
    },
    {
      name: 'Règles',
      header: ['Fichier', 'Sévérité', 'Code', 'Règle', 'Nombre', 'Attendu', 'Qui peut corriger', 'Que faire'],
      widths: [50, 16, 32, 44, 12, 80, 30, 80],
      rows: fichiers.flatMap((file) =>
        file.avis.map((rule) => [
          file.nom,
          rule.severite,
          rule.code,
          rule.titre,
          String(rule.nombre),
          rule.attendu,
          rule.acteurs.join(', '),
          rule.action,
        ]),
      ),
    },
    {
      name: 'Évolution',
      header: ['Fichier', 'Source', 'Sévérité', 'Code', 'Règle', 'Nouveaux', 'Corrigés', 'Toujours là'],
      widths: [22, 20, 16, 32, 44, 12, 12, 12],
      rows: (evolution?.regles ?? []).map((rule) => [
        ...[rule.type, rule.source, rule.severite, rule.code, rule.titre],
        ...[rule.nouveaux, rule.corriges, rule.toujours].map(String),
      ]),
    },
    {
      name: 'Tendance',
      header: ['Alimentation', 'Début', 'État', 'Chargées', 'Refusées', 'Bloquants', 'Avertissements', 'Informations'],
      widths: [24, 28, 12, 12, 12, 12, 16, 14],
      rows: (tendance?.resultats ?? []).map((run) => [
        ...[run.id, run.debut, run.etat],
        ...[run.chargees, run.refusees, run.bloquantes, run.avertissements, run.informations].map(String),
      ]),
    },
    {
      name: 'Avis',
      header: NOTICE_HEADER,
      widths: [40, 10, 16, 30, 30, 40, 60, 40, 20, 60, 30, 60, 18, 30, 14],
      rows: noticeRows(alimentation, avis),
    },
  ]
}
