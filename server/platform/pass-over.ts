import type { Readable } from 'node:stream'
import { platformReasons, Refusal } from './refusal.ts'

/** The largest form whose end is waited for, in bytes. */
export const FORM_AT_MOST = 64 * 1024

/** Reads a form to its end and keeps nothing of it; refuses one that is too large, or whose sender leaves before its end. */
export function passOver(form: Readable, done: (error: Error | null, body?: object) => void): void {
  let bytes = 0
  let isOver = false
  const end = (error: Error | null): void => {
    if (isOver) return
    isOver = true
    done(error, {})
  }
  form.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > FORM_AT_MOST) end(new Refusal('too-large', platformReasons['too-large']))
  })
  form.on('end', () => end(null))
  form.on('error', end)
  form.on('close', () => end(Object.assign(new Error('the form broke off'), { statusCode: 400 })))
}
