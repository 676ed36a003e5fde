import { Input, type InputProps } from 'antd'
import { useMe } from '../kit/me.ts'

/** A date and time on the organisation's clock, as `2026-11-17T10:00`. */
export function LocalTimeInput(props: InputProps) {
  return <Input type="datetime-local" title={useMe().organisation.timeZone} {...props} />
}
