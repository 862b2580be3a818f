import path from 'node:path'
import { refuseFile, refusePackage, zoneOf } from './zones.js'

/** Who may import whom: the table in README.md, "Import rules". */
export const importDirections = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{from}} may not import {{to}}: {{reason}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename)
    const from = zoneOf(file)

    function check(node, source) {
      if (!source || source.type !== 'Literal' || typeof source.value !== 'string') return
      const specifier = source.value.replace(/\?.*$/, '')
      const isOurs = specifier.startsWith('.')
      const to = isOurs ? path.normalize(path.join(path.dirname(file), specifier)) : specifier
      const reason = isOurs ? refuseOurs(from, to) : refusePackage(from, specifier)
      if (reason) context.report({ node, messageId: 'refused', data: { from: file, to, reason } })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node, node.arguments[0])
      },
    }
  },
}

/** Code tables and other data of ours may be read from anywhere. */
function refuseOurs(from, to) {
  const isData = to.startsWith('resources') || to === 'package.json'
  return isData ? undefined : refuseFile(from, zoneOf(to))
}
