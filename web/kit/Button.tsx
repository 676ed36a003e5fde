import { Button as AntButton, type ButtonProps as AntButtonProps, Tooltip } from 'antd'
import type { Ref } from 'react'
import type { AnyEndpoint } from './api.ts'
import { useMe } from './me.ts'
import { useT } from './words.ts'

export interface ButtonProps extends AntButtonProps {
  /** What the button calls in the end: without its permission the button is disabled and says so. */
  needs?: AnyEndpoint
  /** Why it cannot be pressed now, as a sentence; disables the button. */
  whyNot?: string | false | null
  ref?: Ref<HTMLButtonElement>
}

/** A button. One that cannot be pressed stays visible and says why. */
export function Button({ needs, whyNot, ...rest }: ButtonProps) {
  const t = useT()
  const me = useMe()
  const missing = needs?.permission.includes('.') && !me.permissions.includes(needs.permission)
  const reason = missing ? t('kit.no-permission') : whyNot
  if (!reason) return <AntButton {...rest} />
  return (
    <Tooltip title={reason}>
      {/* A disabled button gets no focus and no pointer; the wrapper keeps the reason within reach of both. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard. */}
      <span className="why-not" tabIndex={0}>
        <AntButton
          {...rest}
          disabled
          aria-label={rest['aria-label'] ?? (typeof rest.children === 'string' ? rest.children : undefined)}
        />
      </span>
    </Tooltip>
  )
}
