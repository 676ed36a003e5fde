import { useRef } from 'react'
import { clockNow } from '../kit/clock.ts'
import { type Keys, useKeys } from '../kit/keys.ts'
import { quickTimes } from './appointment.ts'
import { answerByDigit } from './draft.ts'
import { keyOfOutcome } from './outcome-keys.ts'
import type { Work } from './use-work.ts'
import type { Dialog } from './WorkOn.tsx'

/** Digits typed within this time belong together: one and nought is ten. */
const TOGETHER_MS = 1200
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** The field the note is typed in, wherever it stands. */
export const NOTE_ID = 'desk-note'
export const PROBLEM_ID = 'desk-problem'

/**
 * The keys of the desk. Digits belong to what is being done: to the question while asking, to the times offered while an
 * appointment has none, to the outcomes otherwise.
 */
export function useDeskKeys(work: Work, open: (dialog: Dialog) => void): void {
  const typed = useRef({ question: '', digits: '', at: 0 })
  useKeys({
    ...stageKeys(work),
    ...(work.draft.stage === 'questions' ? questionKeys(work, typed.current) : outcomeKeys(work)),
    ...actionKeys(work, open),
  })
}

function stageKeys({ draft, turn, next }: Work): Keys {
  return {
    enter: next,
    arrowleft: draft.stage === 'opening' ? undefined : () => turn(-1),
    arrowright: draft.stage === 'closing' ? undefined : () => turn(1),
  }
}

function actionKeys(work: Work, open: (dialog: Dialog) => void): Keys {
  const { sheet, dialled, lost, dial, pointId, change, problem } = work
  if (lost) return { '?': () => open('keys'), n: work.leave }
  const mayDial = !dialled && !lost && !dial.isPending && sheet.verdict.kind === 'allow'
  return {
    '?': () => open('keys'),
    'mod+enter': work.trySettle,
    d: mayDial ? () => dialNow(work) : undefined,
    b: dialled || lost ? undefined : () => open('give-back'),
    s: dialled || lost ? undefined : () => open('skip'),
    u: sheet.followup.withSupervisor ? undefined : () => open('escalate'),
    v: dialled ? undefined : () => work.choosePoint(nextPoint(work)),
    a: dialled ? () => work.choose('appointment') : undefined,
    m: () => {
      change({ stage: 'closing' })
      focusSoon(NOTE_ID)
    },
    x: () => {
      change({
        ...(work.draft.stage === 'opening' && { stage: 'closing' as const }),
      })
      work.setProblem({ raise: true })
      if (problem.text === '' || problem.raise) focusSoon(PROBLEM_ID)
    },
    k: work.saving.renew,
    ...(pointId === null && { d: undefined }),
  }
}

/** Dials the number chosen. */
export function dialNow({ sheet, pointId, dial }: Work): void {
  dial.mutate({ params: { id: sheet.followup.id }, body: { contactPointId: pointId ?? undefined } })
}

function nextPoint({ sheet, pointId }: Work): string | null {
  const { points } = sheet.customer
  const at = points.findIndex(point => point.id === pointId)
  return points[(at + 1) % points.length]?.id ?? null
}

/** The field may only be there after the change is drawn. */
function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus())
}

function questionKeys(work: Work, typed: { question: string; digits: string; at: number }): Keys {
  const { current, step, answer, answers } = work
  const keys: Keys = { arrowup: () => step(-1), arrowdown: () => step(1) }
  if (!current) return keys
  for (const digit of DIGITS) {
    keys[digit] = () => {
      const together = typed.question === current.id && Date.now() - typed.at < TOGETHER_MS
      const before = together ? typed.digits : ''
      const value = answerByDigit(current, digit, answers[current.id], before)
      Object.assign(typed, { question: current.id, digits: before + digit, at: Date.now() })
      if (value !== undefined) answer(current.id, Array.isArray(value) && value.length === 0 ? undefined : value)
    }
  }
  if (current.kind === 'yes-no') {
    keys.y = () => answer(current.id, true)
    keys.n = () => answer(current.id, false)
  }
  return { ...keys, backspace: () => answer(current.id, undefined) }
}

function outcomeKeys(work: Work): Keys {
  const { sheet, draft, dialled, lost, outcome, choose } = work
  if (!dialled || lost) return {}
  if (outcome?.needsAppointment && !draft.appointmentAt && draft.stage === 'closing') return appointmentKeys(work)
  const keys: Keys = { '0': () => choose(null) }
  for (const { code } of sheet.outcomes) {
    const key = keyOfOutcome(code)
    if (key) keys[key] = () => choose(code)
  }
  return keys
}

/** The field of another time takes the digit after the times offered. */
export const OTHER_TIME_ID = 'desk-other-time'

function appointmentKeys({ sheet, change, choose }: Work): Keys {
  const times = quickTimes(clockNow(), sheet.customer.timeZone)
  const keys: Keys = { escape: () => choose(null) }
  for (const [n, { at }] of times.entries()) keys[String(n + 1)] = () => change({ appointmentAt: at.toString() })
  keys[String(times.length + 1)] = () => document.getElementById(OTHER_TIME_ID)?.focus()
  return keys
}
