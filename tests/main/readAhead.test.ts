import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { readAhead } from '../../src-main/host/readAhead.ts'
import type { ReadCase } from '../../src-main/ledger/readCases.ts'
import { writeSheet } from '../../src-main/paper/xlsx/writeSheet.ts'

const HEADS = ['受理日期', '申请人', '纠纷简况']
const MAPPING = { acceptedOn: 0, applicants: 1, facts: 2 }
const TODAY = '2026-03-18' as Day
const ROWS = 3_000
const neverStopped = new AbortController().signal
let dir: string
let bytes: Uint8Array

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'read-ahead-'))
  const file = join(dir, 'ledger.xlsx')
  const rows = Array.from({ length: ROWS }, (_, n) => ({
    受理日期: '2025-03-05',
    申请人: `甲${n}`,
    纠纷简况: `第 ${n} 件`,
  }))
  await writeSheet(
    file,
    { sheetName: '台账', title: '台账', columns: HEADS.map((title) => ({ key: title, title, kind: 'text' })) },
    rows,
  )
  bytes = readFileSync(file)
})
afterAll(() => rmSync(dir, { recursive: true }))

it('hands on every case in order, however slowly they are taken', async () => {
  const found: string[] = []
  for await (const cases of readAhead<ReadCase[]>(
    { task: 'cases', file: { bytes, profile: 'mediation', mapping: MAPPING }, today: TODAY },
    neverStopped,
  )) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    found.push(...cases.map(({ imported }) => imported.facts))
  }
  expect(found).toEqual(Array.from({ length: ROWS }, (_, n) => `第 ${n} 件`))
})

it('says of a file that ends in the middle what is wrong with it, and ends', async () => {
  const cut = Uint8Array.from(bytes)
  cut.fill(0, Math.floor(cut.length / 2), Math.floor(cut.length / 2) + 200)
  const work = async (): Promise<void> => {
    for await (const cases of readAhead<ReadCase[]>(
      { task: 'cases', file: { bytes: cut, profile: 'mediation', mapping: MAPPING }, today: TODAY },
      neverStopped,
    ))
      expect(cases).not.toHaveLength(0)
  }
  await expect(work()).rejects.toMatchObject({ code: 'file_damaged' })
})

it('stops when it is told to', async () => {
  const controller = new AbortController()
  const work = async (): Promise<void> => {
    for await (const cases of readAhead<ReadCase[]>(
      { task: 'cases', file: { bytes, profile: 'mediation', mapping: MAPPING }, today: TODAY },
      controller.signal,
    ))
      if (cases.length > 0) controller.abort()
  }
  await expect(work()).rejects.toMatchObject({ name: 'AbortError' })
})
