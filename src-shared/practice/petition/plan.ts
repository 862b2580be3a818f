import type { z } from 'zod'
import { addDays, type Day } from '../../kernel/day.ts'
import type { MatterId, PartyId, UserId } from '../../kernel/ids.ts'
import { PETITION_ACTS, type PetitionAct, type PetitionActName } from '../../petition/events.ts'
import { practiceCentre } from '../centre.ts'
import type { MatterFamily } from '../family.ts'
import { officeDayFrom } from '../officeDays.ts'
import { makeOrganisation, type Home } from '../people.ts'
import { render, type Scope } from '../template.ts'
import type { Channel } from '../../intake/schema.ts'
import type { StoryPetitionAct } from '../types.ts'
import type { PetitionPhrases } from './phrases.ts'

export type Form = PetitionAct<'describe'>['form']
export type Purpose = PetitionAct<'describe'>['purpose']
export type Result = PetitionAct<'close'>['result']
export type Conclusion = PetitionAct<'issueOpinion'>['conclusion']
export type ReviewResult = 'uphold' | 'change' | 'revoke'

const placeholder = (serial: number): string => `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`

/** Stand-ins for ids that exist only once a story is written; whoever writes it puts the real ones in. */
export const PETITION_REFS = {
  party: (index: number) => placeholder(index) as PartyId,
  first: placeholder(100) as MatterId,
  mediation: placeholder(101) as MatterId,
  user: (login: string) =>
    placeholder(200 + practiceCentre().staff.findIndex((each) => each.login === login)) as UserId,
}

/** The office that answers, and the organs above it; all made up. */
export const ORGANS = {
  street: '梧桐里街道办事处（练习）',
  office: '梧桐里街道信访办公室',
  review: '青禾区人民政府（练习）',
  recheck: '练州市人民政府（练习）',
  district: '青禾区信访办公室',
}

/** What decides how a petition goes, before anything has happened. */
export interface PetitionFacts {
  index: number
  family: MatterFamily
  phrases: PetitionPhrases
  scope: Scope
  receivedOn: Day
  triagedDay: number
  channel: Channel
  clerk: string
  wish: string
  facts: string
  summary: string
  problemPlace: string
  home: Home
  isRepeat: boolean
  isGroup: boolean
  /** Late in the range: rarer ways come more often, so that each has something open to try. */
  isRecent: boolean
}

export interface Plan extends PetitionFacts {
  acts: StoryPetitionAct[]
  /** The first office day that is not before this one; both count from receipt. */
  office(day: number): number
  on(day: number): Day
  /** One of several wordings, filled in. */
  say(wordings: readonly string[]): string
  add<N extends PetitionActName>(
    day: number,
    act: N,
    payload: z.input<(typeof PETITION_ACTS)[N]>,
    more?: { login?: string; ref?: string; isReportedBack?: true },
  ): string
  /** The year of a day, as paper numbers have it. */
  year(day: number): string
  unitName(code: string): string
  staffName(login: string): string
}

/** An empty course of a petition. Acts are added in the order of their causes and sorted by day at the end. */
export function createPlan(facts: PetitionFacts): Plan {
  const { scope, receivedOn, clerk } = facts
  const acts: StoryPetitionAct[] = []
  const { slots, random } = scope
  const company = makeOrganisation(random, facts.phrases.mediated?.other ?? 'property', facts.home)
  Object.assign(slots, { summary: facts.summary, wish: facts.wish, other: company.name, unit: ORGANS.street })
  slots['found'] = render(random.pick(facts.phrases.found), scope)
  const on = (day: number): Day => addDays(receivedOn, day)
  return {
    ...facts,
    acts,
    office: (day) => officeDayFrom(scope.receivedSerial + day) - scope.receivedSerial,
    on,
    say: (wordings) => render(scope.random.pick(wordings), scope),
    add(day, act, payload, { login = clerk, ref = `${act}${acts.length}`, ...more } = {}) {
      acts.push({ day, act, payload: PETITION_ACTS[act].parse(payload), login, ref, ...more })
      return ref
    },
    year: (day) => on(day).slice(0, 4),
    unitName: (code) => practiceCentre().units.find((each) => each.code === code)?.name ?? code,
    staffName: (login) => practiceCentre().staff.find((each) => each.login === login)?.name ?? login,
  }
}
