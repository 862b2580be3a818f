import { expect, it } from 'vitest'
import { emptyParty, nextRole } from '../../../src-renderer/intake/cardForm.ts'
import type { PartyRole } from '../../../src-shared/intake/schema.ts'

it.each<[PartyRole[], string, PartyRole]>([
  [[], '', 'visitor'],
  [['visitor'], '', 'respondent'],
  [['applicant'], '2', 'respondent'],
  // a group visit: the others came along
  [['visitor'], '12', 'visitor'],
  [['visitor', 'visitor'], '', 'visitor'],
  [['visitor', 'respondent'], '', 'visitor'],
  [['applicant', 'applicant', 'respondent'], '', 'applicant'],
  [['respondent'], '', 'visitor'],
  [['visitor', 'agent'], '', 'respondent'],
])('after %j of %j people proposes %s', (roles, peopleCount, expected) => {
  expect(nextRole({ parties: roles.map((role) => emptyParty(role)), peopleCount })).toBe(expected)
})
