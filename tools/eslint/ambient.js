import path from 'node:path'
import { isMainTopic, zoneOf } from './zones.js'

/** Names of calls that read the clock or chance, as `object.property`. */
const CLOCK_AND_CHANCE = new Set([
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.randomBytes',
  'crypto.randomInt',
  'crypto.getRandomValues',
  'process.hrtime',
])
const BARE = new Set(['randomUUID', 'randomBytes', 'randomInt', 'uuidv4', 'uuidv7'])

/** The district server but its entry and its operator's commands: a simulator drives it with a clock of its own. */
const isDistrictCore = ({ floor, room, rest }) =>
  floor === 'district' && room !== 'cli' && !(room === '' && rest === 'main.ts')

/** Time, ids and chance come from `ctx`, or as parameters, in src-shared, the topics and the district server. */
export const noAmbient = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      ambient: '{{what}} is not for src-shared, topics and the district server: take it from ctx or a parameter',
    },
  },
  create(context) {
    const zone = zoneOf(path.relative(context.cwd, context.filename))
    if (zone.floor !== 'shared' && !isMainTopic(zone) && !isDistrictCore(zone)) return {}
    const report = (node, what) => context.report({ node, messageId: 'ambient', data: { what } })
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'new Date()')
      },
      CallExpression(node) {
        const { callee } = node
        if (callee.type === 'Identifier' && (BARE.has(callee.name) || callee.name === 'Date'))
          report(node, `${callee.name}()`)
      },
      MemberExpression(node) {
        const name = `${objectName(node.object)}.${propertyName(node)}`
        if (CLOCK_AND_CHANCE.has(name)) report(node, name)
      },
      ImportDeclaration(node) {
        if (node.source.value !== 'uuid') return
        const made = node.specifiers.find((entry) => /^v\d$/.test(entry.imported?.name ?? ''))
        if (made && node.importKind !== 'type') report(node, `uuid.${made.imported.name}`)
      },
    }
  },
}

/** `fetch` and its kin only in src-renderer/api and src-main/sync. */
export const noFetch = {
  meta: { type: 'problem', schema: [], messages: { fetch: '{{what}} is for src-renderer/api and src-main/sync only' } },
  create(context) {
    const { floor, room } = zoneOf(path.relative(context.cwd, context.filename))
    const isAllowed =
      floor === 'free' || (floor === 'renderer' && room === 'api') || (floor === 'main' && room === 'sync')
    if (isAllowed) return {}
    const report = (node, what) => context.report({ node, messageId: 'fetch', data: { what } })
    return {
      CallExpression({ callee }) {
        if (callee.type === 'Identifier' && callee.name === 'fetch') report(callee, 'fetch')
        if (
          callee.type === 'MemberExpression' &&
          propertyName(callee) === 'fetch' &&
          GLOBALS.has(objectName(callee.object))
        ) {
          report(callee, 'fetch')
        }
      },
      NewExpression({ callee }) {
        const name = callee.type === 'MemberExpression' ? propertyName(callee) : callee.name
        if (['XMLHttpRequest', 'EventSource', 'WebSocket'].includes(name)) report(callee, name)
      },
    }
  },
}

const GLOBALS = new Set(['globalThis', 'window', 'self'])
const objectName = (node) =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? propertyName(node) : ''
const propertyName = (node) => (node.computed ? node.property.value : node.property.name)
