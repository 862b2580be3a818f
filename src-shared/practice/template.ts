import { formatDayChinese, fromSerial } from '../kernel/day.ts'
import type { Random } from './random.ts'

/** What a template may refer to. Serials are days since 1970-01-01. */
export type Scope = {
  random: Random
  slots: Record<string, string>
  /** Sexes for `{A:他/她}`; a company counts as absent and takes the first form. */
  sexes: Record<string, '男' | '女' | undefined>
  /** Who is retired, for `{A?上班/买菜}`. */
  retired: Record<string, boolean>
  receivedSerial: number
  /** The day of the agreement, from which `{+7}` counts. */
  baseSerial: number
  /** The latest `{+n}` day written so far; the caller resets it. */
  latestSerial: number
}

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; name: string }
  | { kind: 'choice'; options: Part[][] }
  | { kind: 'sex'; name: string; male: string; female: string }
  | { kind: 'work'; name: string; working: string; retired: string }
  | { kind: 'later'; min: number; max: number }
  | { kind: 'earlier'; days: number; form: 'day' | 'month' }

const compiled = new Map<string, Part[]>()

/**
 * Fills a sentence. `[a|b]` is one of several wordings (they nest), `{name}` a slot,
 * `{A:他/她}` depends on A's sex, `{A?上班/买菜}` on whether A works or is retired, `{+7}` is a day after the agreement, `{+7~20}` one of a range,
 * `{-30}` a day before receipt, `{-60m}` only its month.
 *
 * @throws Error if a slot is missing: a wrong template is a bug
 */
export function render(template: string, scope: Scope): string {
  let parts = compiled.get(template)
  if (!parts) {
    parts = compile(template)
    compiled.set(template, parts)
  }
  return renderParts(parts, scope)
}

function renderParts(parts: Part[], scope: Scope): string {
  let out = ''
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        out += part.text
        break
      case 'slot': {
        const value = scope.slots[part.name]
        if (value === undefined) throw new Error(`Template has no value for {${part.name}}`)
        out += value
        break
      }
      case 'choice':
        out += renderParts(scope.random.pick(part.options), scope)
        break
      case 'sex':
        out += scope.sexes[part.name] === '女' ? part.female : part.male
        break
      case 'work':
        out += scope.retired[part.name] ? part.retired : part.working
        break
      case 'later': {
        const serial = scope.baseSerial + scope.random.int(part.min, part.max)
        if (serial > scope.latestSerial) scope.latestSerial = serial
        out += formatDayChinese(fromSerial(serial))
        break
      }
      case 'earlier': {
        const day = formatDayChinese(fromSerial(scope.receivedSerial - part.days))
        out += part.form === 'day' ? day : day.slice(0, day.indexOf('月') + 1)
      }
    }
  }
  return out
}

function compile(template: string): Part[] {
  let at = 0

  function sequence(isNested: boolean): Part[] {
    const parts: Part[] = []
    let text = ''
    const flush = () => {
      if (text) parts.push({ kind: 'text', text })
      text = ''
    }
    while (at < template.length) {
      const char = template.charAt(at)
      if (isNested && (char === '|' || char === ']')) break
      at++
      if (char === '[') {
        flush()
        parts.push(choice())
      } else if (char === '{') {
        flush()
        const end = template.indexOf('}', at)
        parts.push(slot(template.slice(at, end)))
        at = end + 1
      } else text += char
    }
    flush()
    return parts
  }

  function choice(): Part {
    const options: Part[][] = [sequence(true)]
    while (template.charAt(at) === '|') {
      at++
      options.push(sequence(true))
    }
    if (template.charAt(at) !== ']') throw new Error(`Unclosed choice in template: ${template}`)
    at++
    return { kind: 'choice', options }
  }

  return sequence(false)
}

function slot(body: string): Part {
  const later = /^\+(\d+)(?:~(\d+))?$/.exec(body)
  if (later) return { kind: 'later', min: Number(later[1]), max: Number(later[2] ?? later[1]) }
  const earlier = /^-(\d+)(m?)$/.exec(body)
  if (earlier) return { kind: 'earlier', days: Number(earlier[1]), form: earlier[2] ? 'month' : 'day' }
  const sex = /^(\w+):([^/]*)\/(.*)$/.exec(body)
  if (sex) return { kind: 'sex', name: sex[1] as string, male: sex[2] as string, female: sex[3] as string }
  const work = /^(\w+)\?([^/]*)\/(.*)$/.exec(body)
  if (work) return { kind: 'work', name: work[1] as string, working: work[2] as string, retired: work[3] as string }
  return { kind: 'slot', name: body }
}
