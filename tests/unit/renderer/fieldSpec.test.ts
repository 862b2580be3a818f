import { describe, expect, it } from 'vitest'
import { payloadOf, timeField, type FieldSpec } from '../../../src-renderer/workbench/fieldSpec.ts'

const text = (name: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'text', name, label: name, maxLength: 9, ...more }) as FieldSpec

describe('payloadOf', () => {
  it('sends an empty day or matter as none, but leaves what is asked for to the check', () => {
    const day = (required: boolean): FieldSpec => ({ kind: 'day', name: 'on', label: 'on', required })
    expect(payloadOf([day(false)], { on: '' })).toEqual({ on: null })
    expect(payloadOf([day(true)], { on: '' })).toEqual({ on: '' })
    expect(payloadOf([{ kind: 'matter', name: 'of', label: 'of' }], { of: '' })).toEqual({ of: null })
  })
  it('reads numbers in full and half width, and leaves what is none', () => {
    const number: FieldSpec = { kind: 'number', name: 'n', label: 'n' }
    expect(payloadOf([number], { n: ' ３0 ' })).toEqual({ n: 30 })
    expect(payloadOf([number], { n: '三' })).toEqual({ n: '三' })
  })
  it('reads a time as people type it, and leaves what is none', () => {
    const time = timeField('at', 'at')
    for (const typed of ['1800', '18：00', '18:00', '18点'])
      expect(payloadOf([time], { at: typed })).toEqual({ at: '18:00' })
    expect(payloadOf([time], { at: '8:30' })).toEqual({ at: '08:30' })
    expect(payloadOf([time], { at: '晚上' })).toEqual({ at: '晚上' })
    expect(payloadOf([time], { at: '' })).toEqual({ at: '' })
  })
  it('takes an amount that was not asked for and not given as none', () => {
    expect(payloadOf([{ kind: 'amount', name: 'a', label: 'a' }], { a: null })).toEqual({ a: 0 })
    expect(payloadOf([{ kind: 'amount', name: 'a', label: 'a', required: true }], { a: null })).toEqual({ a: null })
  })
  it('drops empty lines, untouched rows and fields that are not asked, and keeps what has no field', () => {
    const fields: FieldSpec[] = [
      { kind: 'lines', name: 'lines', label: 'lines', max: 9 },
      text('gone', { isHidden: true }),
      {
        kind: 'rows',
        name: 'rows',
        label: 'rows',
        item: 'row',
        fields: [text('name'), { kind: 'number', name: 'copies', label: 'copies' }],
        blank: { name: '', copies: '1' },
        max: 9,
      },
    ]
    const values = {
      lines: [' a ', ' '],
      gone: 'typed before',
      rows: [
        { name: '', copies: '1' },
        { name: 'x', copies: '2' },
      ],
      transferId: 'kept',
    }
    expect(payloadOf(fields, values)).toEqual({
      lines: ['a'],
      rows: [{ name: 'x', copies: 2 }],
      transferId: 'kept',
    })
  })
})
