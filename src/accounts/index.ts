export type { Authenticator, Client } from './authenticator.js'
export { FileAccounts } from './file-accounts.js'
export { type Account, addAccount, listAccounts, removeAccount } from './manage-accounts.js'
