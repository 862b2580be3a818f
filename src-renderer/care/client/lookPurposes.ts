import { LOOK_PURPOSES, type LookPurpose } from '../../../src-shared/care/codes.ts'
import { hasRole } from '../../app/session.ts'

/** What for somebody may look, with its title; only a head looks in order to check. */
export const lookPurposes = (): [LookPurpose, string][] =>
  (Object.entries(LOOK_PURPOSES) as [LookPurpose, string][]).filter(
    ([purpose]) => purpose !== 'review' || hasRole(['care_head']),
  )
