/** What the system or SQLite may answer on any machine, in the words of those who can change it. */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: 'Le disque est plein',
  EDQUOT: 'Le quota du disque est atteint',
  EFBIG: 'Un fichier dépasserait la taille permise (ulimit -f)',
  EROFS: 'Le disque est en lecture seule',
  EACCES: 'Les droits manquent',
  EPERM: 'Les droits manquent',
  ENOENT: 'Le fichier ou le dossier n’existe pas',
  ENOTDIR: 'Un dossier est attendu là où il y a un fichier',
  EISDIR: 'Un fichier est attendu là où il y a un dossier',
  EEXIST: 'Un fichier de ce nom existe déjà',
  ENOTEMPTY: 'Le dossier n’est pas vide',
  ENAMETOOLONG: 'Le nom du fichier est trop long',
  ELOOP: 'Des liens tournent en rond',
  EBUSY: 'Le fichier est occupé par un autre programme',
  EIO: 'Le disque est en défaut',
  ENODEV: 'Le disque ne répond plus',
  ENXIO: 'Le disque ne répond plus',
  ESTALE: 'Le disque du réseau ne répond plus',
  ETIMEDOUT: 'Le disque du réseau ne répond plus',
  EMFILE: 'Trop de fichiers sont ouverts (ulimit -n)',
  ENFILE: 'Trop de fichiers sont ouverts sur cette machine',
  ENOMEM: 'La mémoire manque',
  EAGAIN: 'Les ressources de la machine manquent',
  ERR_WORKER_OUT_OF_MEMORY: 'La mémoire manque',
  ERR_FS_FILE_TOO_LARGE: 'Le fichier est trop grand pour être lu',
  SQLITE_FULL: 'Le disque est plein',
  SQLITE_IOERR: 'Le disque est plein ou en défaut',
  SQLITE_CANTOPEN:
    'Un fichier de données ne peut pas être ouvert ou créé : vérifiez le dossier des données et ses droits',
  SQLITE_PERM: 'Les droits manquent sur un fichier de données',
  SQLITE_READONLY: 'Un fichier de données est en lecture seule',
  SQLITE_BUSY: 'Un fichier de données est occupé par une autre commande',
  SQLITE_LOCKED: 'Un fichier de données est occupé par une autre commande',
  SQLITE_NOMEM: 'La mémoire manque',
  SQLITE_CORRUPT: 'Un fichier de données est abîmé',
  SQLITE_NOTADB: 'Un fichier de données est abîmé',
}

/** @returns the sentence for a fault of the machine; null for any other error */
export function faultSentence(error: unknown): string | null {
  const { code, path } = error as NodeJS.ErrnoException
  if (!(error instanceof Error) || typeof code !== 'string') return null
  // SQLite's extended codes begin with the plain one: SQLITE_IOERR_WRITE.
  const sentence = SENTENCES[code] ?? SENTENCES[code.split('_').slice(0, 2).join('_')]
  return sentence === undefined ? null : `${sentence}${path === undefined ? '' : ` : ${path}`} (${code}).`
}
