import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, toSerial, type Day } from '../../../src-shared/kernel/day.ts'
import type { Stage } from '../../../src-shared/intake/schema.ts'
import { CONTENT_CLASSES } from '../../../src-shared/petition/codes.ts'
import { petitionTopic } from '../../../src-shared/petition/topic.ts'
import { practiceCentre } from '../../../src-shared/practice/centre.ts'
import { MATTER_FAMILIES } from '../../../src-shared/practice/families/index.ts'
import { isOfficeDay } from '../../../src-shared/practice/officeDays.ts'
import { PETITION_PHRASES } from '../../../src-shared/practice/petition/phrases.ts'
import { PRACTICE_CONTENT_CLASSES, REPORTED_UNIT } from '../../../src-shared/practice/petition/play.ts'
import { makeStory } from '../../../src-shared/practice/story.ts'
import type { Story, StoryPetition } from '../../../src-shared/practice/types.ts'

const range = { from: '2023-07-01' as Day, to: '2026-06-30' as Day }
type Told = Story & { petition: StoryPetition }
const told = Array.from({ length: 9000 }, (_, index) => makeStory(20260101, index, range)).filter(
  (story): story is Told => story.petition !== undefined,
)
const OPEN: Stage[] = ['to_sort', 'handling', 'transferred', 'in_mediation', 'opinion', 'served', 'reviewing', 'closed']
const share = (of: (story: Told) => boolean): number => told.filter(of).length / told.length
const has = (story: Told, act: string): boolean => story.petition.acts.some((each) => each.act === act)

/** The state at the end, after every act was asked for and taken. */
function fold({ index, family, petition }: Told) {
  let state = petitionTopic.initial
  for (const { act, payload, ref } of petition.acts) {
    const next = petitionTopic.apply(state, act, payload, ref)
    if ('problem' in next) throw new Error(`Story ${index} (${family}): ${act} ${next.problem}`)
    state = next.state
  }
  return state
}

describe('petitions of the practice centre', () => {
  it('take no act that the fold refuses, with any seed and any end of the range', () => {
    const stages = new Set(told.map((story) => fold(story).stage))
    for (let seed = 1; seed <= 40; seed++)
      for (let index = 0; index < 60; index++) {
        const story = makeStory(seed, index, { from: '2025-01-01' as Day, to: addDays('2025-03-01' as Day, seed) })
        if (story.petition) stages.add(fold(story as Told).stage)
      }
    for (const stage of OPEN) expect(stages, stage).toContain(stage)
  })

  it('go every way in plausible shares', () => {
    const way = (route: string) => share((story) => story.petition.route === route)
    for (const route of ['accept', 'forward', 'assign', 'guide', 'lead', 'reply', 'refuse', 'mediation', 'return'])
      expect(way(route), route).toBeGreaterThan(0)
    for (const [route, least, most] of [
      ['accept', 0.2, 0.4],
      ['forward', 0.2, 0.4],
      ['assign', 0.05, 0.2],
      ['reply', 0.08, 0.25],
      ['lead', 0.02, 0.12],
      ['mediation', 0.01, 0.06],
      ['withdraw', 0.01, 0.07],
      ['report', 0.002, 0.03],
    ] as const) {
      expect(way(route), route).toBeGreaterThan(least)
      expect(way(route), route).toBeLessThan(most)
    }
    expect(share((story) => has(story, 'mandate'))).toBeGreaterThan(0.32)
    expect(share((story) => has(story, 'mandate'))).toBeLessThan(0.5)
    expect(share((story) => story.repeatOf !== undefined)).toBeGreaterThan(0.03)
    for (const act of ['applyReview', 'extendDeadline', 'unitObjects', 'meet', 'hear', 'settle', 'supervise'])
      expect(
        told.some((story) => has(story, act)),
        act,
      ).toBe(true)
    expect(share(({ petition }) => JSON.stringify(petition.acts).includes('"lapsed"'))).toBeGreaterThan(0.03)
  })

  it('keep to office days and the range, mostly within the clocks, now and then late', () => {
    let late = 0
    for (const { receivedOn, petition, index } of told) {
      for (const { day, act } of petition.acts) {
        expect(isOfficeDay(toSerial(receivedOn) + day), `${index} ${act}`).toBe(true)
        expect(addDays(receivedOn, day) <= range.to).toBe(true)
      }
      const days = petition.acts.map(({ day }) => day)
      expect(days).toEqual([...days].sort((a, b) => a - b))
      const accepted = petition.acts.find(({ act }) => act === 'accept' || act === 'unitAccepts')
      const opinion = petition.acts.find(({ act }) => act === 'issueOpinion')
      if (accepted && opinion && opinion.day - accepted.day > 60) late++
    }
    expect(late).toBeGreaterThan(0)
    expect(late / told.filter((story) => has(story, 'issueOpinion')).length).toBeLessThan(0.2)
  })

  it('repeat an earlier petition about the same thing by the same person', () => {
    const byIndex = new Map(told.map((story) => [story.index, story]))
    for (const { repeatOf, parties, family, receivedOn } of told) {
      if (repeatOf === undefined) continue
      const first = byIndex.get(repeatOf)
      expect(first).toMatchObject({ parties, family })
      expect(daysBetween(first?.receivedOn as Day, receivedOn)).toBeGreaterThanOrEqual(25)
    }
  })

  it('hand a report to nobody but the organ with authority, and name the reported nowhere else', () => {
    const reports = told.filter(({ petition }) => petition.reported)
    expect(reports.length).toBeGreaterThan(3)
    for (const { petition, purpose } of reports) {
      expect(purpose).toBe('检举控告')
      for (const { act, payload } of petition.acts)
        if (act !== 'describe') expect(JSON.stringify(payload)).not.toContain(REPORTED_UNIT)
      expect(petition.acts.map(({ act }) => act)).not.toContain('mandate')
    }
    expect(practiceCentre().units.map(({ name }) => name)).not.toContain(REPORTED_UNIT)
  })

  it('open a mediation that ends as the petition is told', () => {
    const mediated = told.filter(({ petition }) => petition.mediation)
    expect(mediated.length).toBeGreaterThan(5)
    for (const { petition } of mediated) {
      const returned = petition.acts.find(({ isReportedBack }) => isReportedBack)
      const { mediation } = petition.mediation as NonNullable<StoryPetition['mediation']>
      const expected = mediation?.agreement ? 'success' : mediation?.termination ? 'failure' : undefined
      expect((returned?.payload as { result?: string } | undefined)?.result).toBe(expected)
    }
  })

  it('have phrases for every family, and the content classes of the petition topic', () => {
    const families = MATTER_FAMILIES.filter(({ kind }) => kind === 'petition')
    expect(Object.keys(PETITION_PHRASES).sort()).toEqual(families.map(({ key }) => key).sort())
    expect(PRACTICE_CONTENT_CLASSES).toEqual(CONTENT_CLASSES.codes.map(({ title }) => title))
  })
})
