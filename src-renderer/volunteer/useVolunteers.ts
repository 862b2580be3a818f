import { shallowReactive, shallowRef, type ShallowRef } from 'vue'
import { CASE_ROLES } from '../../src-shared/kernel/roles.ts'
import type { TeamView } from '../../src-shared/volunteer/schema.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { peopleChoices } from '../app/peopleChoices.ts'
import { tableChoices } from '../duty/useDutyChoices.ts'
import type { VolunteerChoices } from './volunteerForms.ts'

/** Teams and tables as the forms and lists offer them; empty until they are read, also in a form that is open already. */
export function useVolunteers(): { teams: ShallowRef<readonly TeamView[]>; choices: VolunteerChoices } {
  const teams = shallowRef<readonly TeamView[]>([])
  const choices = shallowReactive<VolunteerChoices>({
    teams: [],
    classes: [],
    bases: [],
    minimums: [],
    kinds: [],
    places: [],
    colleagues: [],
  })
  async function read(): Promise<void> {
    const found = await call('volunteer.teams', {})
    const [classes = [], bases = [], minimums = [], kinds = []] = await Promise.all(
      (['volunteer_class', 'volunteer_base', 'volunteer_minimum', 'volunteer_activity'] as const).map(tableChoices),
    )
    const places = await call('centre.places', {})
    const colleagues = await call('account.colleagues', {})
    teams.value = found
    Object.assign(choices, {
      teams: found.filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id as string, label: name })),
      classes,
      bases,
      minimums,
      kinds,
      places: places
        .filter(({ kind, isActive }) => kind === 'community' && isActive)
        .map(({ id, name }) => ({ value: id as string, label: name })),
      colleagues: peopleChoices(
        colleagues.filter(({ roles }) => roles.some((role) => (CASE_ROLES as readonly string[]).includes(role))),
        'id',
      ),
    } satisfies VolunteerChoices)
  }
  void read()
  useChanged(['volunteers', 'centre', 'users'], read)
  return { teams, choices }
}
