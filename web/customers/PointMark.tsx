import { CloseCircleFilled, MailOutlined, MobileOutlined, PhoneOutlined, WarningFilled } from '@ant-design/icons'
import type { z } from 'zod'
import type { ContactPoint } from '../../server/customers/contract.ts'
import { Masked } from '../kit/Masked.tsx'
import { useT } from '../kit/words.ts'

export type Point = z.input<typeof ContactPoint>

/** A contact point in a line: what it is, masked, and a mark when it is not to be trusted. */
export function PointMark({
  point,
}: {
  point: Pick<Point, 'kind' | 'lineType' | 'masked' | 'state'> & { extension?: string }
}) {
  const t = useT()
  const kind = t(`customers.line-${lineOf(point)}`)
  const state = t(`customers.point-${point.state}`)
  const Icon = ICON[lineOf(point)]
  return (
    <span className={`point point-${point.state}`}>
      <Icon aria-label={kind} title={kind} />
      <Masked value={point.masked} />
      {point.extension && <span className="num">{t('customers.extension-of', { extension: point.extension })}</span>}
      {point.state === 'doubtful' && <WarningFilled aria-label={state} title={state} />}
      {(point.state === 'wrong' || point.state === 'never-registered') && (
        <CloseCircleFilled aria-label={state} title={state} />
      )}
    </span>
  )
}

const ICON = {
  email: MailOutlined,
  mobile: MobileOutlined,
  fixed: PhoneOutlined,
  unknown: PhoneOutlined,
} as const

/** Which kind of line a contact point is. */
export function lineOf({ kind, lineType }: Pick<Point, 'kind' | 'lineType'>): keyof typeof ICON {
  return kind === 'email' ? 'email' : (lineType ?? 'unknown')
}
