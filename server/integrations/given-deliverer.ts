import { openDatabase, openPool } from '../platform/database.ts'
import { givenVault } from '../privacy/given.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'
import { allowHosts } from './outgoing.ts'

/** A process of its own that delivers once: `node given-deliverer.ts <database> <organisation>`. A test kills it. */
const [url = '', orgId = ''] = process.argv.slice(2)
givenVault()
allowHosts(['127.0.0.1'])
const db = openDatabase(openPool(url, 4))
await deliverWebhooks(db, orgId)
await db.destroy()
