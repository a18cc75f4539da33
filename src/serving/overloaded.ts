import { AnnuaireError } from '../errors.js'

/** Too much long work waits for its turn: the work of who has used the most is given up. */
export class Overloaded extends AnnuaireError {
  constructor() {
    super('INDISPONIBLE', 'L’annuaire est trop occupé pour une recherche aussi longue : précisez-la, ou réessayez.')
  }
}
