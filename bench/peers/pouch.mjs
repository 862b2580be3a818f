// PouchDB over LevelDB on both sides: `server DIR` with express-pouchdb, `seat DIR URL`. Answers calls of the bench.
import { createReadStream, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { answerCalls } from '../sync/child.ts'

const require = createRequire(import.meta.url)
const PouchDB = require('pouchdb')
const [role, dir, url] = process.argv.slice(2)
const BATCH = { batch_size: 1000, batches_limit: 10 }
const LOAD = 1000
mkdirSync(dir, { recursive: true })

const { calls, close } = role === 'server' ? await server() : seat()
answerCalls(calls, close)

async function server() {
  const Street = PouchDB.defaults({ prefix: `${dir}/` })
  const app = require('express')()
  const options = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(dir, 'log.txt') }
  app.use('/', require('express-pouchdb')(Street, options))
  const db = new Street('street')
  await db.info()
  const listening = await new Promise((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started))
  })
  return { calls: { address: () => `http://127.0.0.1:${listening.address().port}` }, close: () => db.close() }
}

function seat() {
  const db = new PouchDB(join(dir, 'db'))
  const street = `${url}/street`
  let live
  const calls = {
    async load(file) {
      let docs = []
      for await (const line of createInterface({ input: createReadStream(file) })) {
        docs.push(JSON.parse(line))
        if (docs.length < LOAD) continue
        await db.bulkDocs(docs)
        docs = []
      }
      await db.bulkDocs(docs)
    },
    push: async () => void (await db.replicate.to(street, BATCH)),
    pull: async () => void (await db.replicate.from(street, BATCH)),
    count: async () => (await db.info()).doc_count,
    async change(ids, field, value) {
      const { rows } = await db.allDocs({ keys: ids, include_docs: true })
      await db.bulkDocs(rows.map(({ doc }) => ({ ...doc, [field]: value })))
      await calls.push()
    },
    /** Waits for news, as a seat that is online does. */
    async listen() {
      live = db.replicate.from(street, { ...BATCH, live: true })
      live.catch(() => {})
      await new Promise((resolve) => live.once('paused', resolve))
    },
    unlisten: () => live.cancel(),
    async awaitValues(ids, field, value) {
      let left = ids
      for (;;) {
        const changed = new Promise((resolve) => live.once('change', resolve))
        const { rows } = await db.allDocs({ keys: left, include_docs: true })
        left = rows.filter(({ doc }) => doc[field] !== value).map(({ id }) => id)
        if (left.length === 0) return
        await changed
      }
    },
  }
  return { calls, close: () => db.close() }
}
