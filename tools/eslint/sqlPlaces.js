import path from 'node:path'
import { zoneOf } from './zones.js'

const STATEMENT =
  /^\s*(?:(?:SELECT|WITH)\s[\s\S]*\b(?:FROM|AS|count|json)\b|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+[\w"]+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s|(?:CREATE|DROP|ALTER)\s+(?:TEMP\s+|VIRTUAL\s+|UNIQUE\s+)?(?:TABLE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s+\w+|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE|DEFERRED)|SAVEPOINT\s|VACUUM\b|ATTACH\s+DATABASE)/
const CALLS = new Set(['prepare', 'exec', 'pragma'])

/** SQL text only in a topic's `repo.ts` (or `partyRepo.ts`, where one grew too long), src-main/store and src-district. */
export const sqlPlaces = {
  meta: { type: 'problem', schema: [], messages: { sql: 'SQL is for repo.ts, src-main/store and src-district only' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename)
    const { floor, room } = zoneOf(file)
    const isRepo = floor === 'main' && /(^r|R)epo\.ts$/.test(path.basename(file))
    const isAllowed = floor === 'free' || floor === 'district' || (floor === 'main' && room === 'store') || isRepo
    if (isAllowed) return {}
    const check = (node, text) => STATEMENT.test(text) && context.report({ node, messageId: 'sql' })
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value)
      },
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.cooked ?? '').join('x')),
      // A statement cut in pieces, or one of a kind that the pattern does not know.
      CallExpression(node) {
        const {
          callee,
          arguments: [first],
        } = node
        if (callee.type !== 'MemberExpression' || !CALLS.has(callee.property.name)) return
        if (
          callee.property.name === 'exec' &&
          !/\b(db|database|store|connection)$/i.test(context.sourceCode.getText(callee.object))
        )
          return
        if (first?.type === 'TemplateLiteral' || (first?.type === 'Literal' && typeof first.value === 'string')) {
          if (!STATEMENT.test(context.sourceCode.getText(first).slice(1))) context.report({ node, messageId: 'sql' })
        }
      },
    }
  },
}
