import { describe, expect, it } from 'vitest'
import { createImeState, type KeyFacts } from '../../../src-renderer/ui/imeState.ts'

const ENTER = { code: 'Enter', keyCode: 13, isComposing: false }
const down = (facts: Partial<KeyFacts> = {}): KeyFacts => ({ type: 'keydown', ...ENTER, ...facts })
const up = (facts: Partial<KeyFacts> = {}): KeyFacts => ({ type: 'keyup', ...ENTER, ...facts })

function withTasks() {
  let pending: (() => void)[] = []
  const state = createImeState()
  return {
    state,
    end: () => state.ended((callback) => pending.push(callback)),
    nextTask() {
      for (const callback of pending) callback()
      pending = []
    },
  }
}

describe('the input-method guard', () => {
  it('Chrome: keydown 229, end of composition, keyup; the next Enter is free', () => {
    const { state, end, nextTask } = withTasks()
    state.started()
    expect(state.owns(down({ keyCode: 229, isComposing: true }))).toBe(true)
    end()
    nextTask()
    expect(state.owns(up())).toBe(true)
    expect(state.owns(down())).toBe(false)
    expect(state.owns(up())).toBe(false)
  })

  it.each([229, 13])('Safari: the composition ends before the keydown (%i)', (keyCode) => {
    const { state, end, nextTask } = withTasks()
    state.started()
    end()
    expect(state.owns(down({ keyCode }))).toBe(true)
    nextTask()
    expect(state.owns(up())).toBe(true)
    expect(state.owns(down())).toBe(false)
  })

  it('a candidate picked with the mouse leaves the next key free', () => {
    const { state, end, nextTask } = withTasks()
    state.started()
    expect(state.composing).toBe(true)
    end()
    nextTask()
    expect(state.owns(down())).toBe(false)
  })

  it('every key during a composition belongs to it, whatever its code says', () => {
    const { state } = withTasks()
    state.started()
    expect(state.owns(down({ code: 'Escape', keyCode: 27 }))).toBe(true)
    state.reset()
    expect(state.owns(down({ code: 'Escape', keyCode: 27 }))).toBe(false)
  })

  it('a lost keyup does not eat a later key', () => {
    const { state, end, nextTask } = withTasks()
    state.started()
    state.owns(down({ keyCode: 229 }))
    end()
    nextTask()
    expect(state.owns(down())).toBe(false)
    expect(state.owns(up())).toBe(false)
  })
})
