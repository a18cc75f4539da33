export { FileAccounts } from './file-accounts.js'
export { addAccount, listAccounts, removeAccount } from './manage-accounts.js'
