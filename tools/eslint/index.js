import { builtinRules } from 'eslint/use-at-your-own-risk'
import { noAmbient, noFetch } from './ambient.js'
import { importDirections } from './importDirections.js'
import { sqlPlaces } from './sqlPlaces.js'

/** The rules of this house. `long-file` is max-lines once more, so that it can warn before it fails. */
export const house = {
  rules: {
    'import-directions': importDirections,
    'no-ambient': noAmbient,
    'no-fetch': noFetch,
    'sql-places': sqlPlaces,
    'long-file': builtinRules.get('max-lines'),
  },
}

export const houseRules = {
  'house/import-directions': 'error',
  'house/no-ambient': 'error',
  'house/no-fetch': 'error',
  'house/sql-places': 'error',
  'house/long-file': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
}
