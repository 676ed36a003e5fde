import { WarningFilled } from '@ant-design/icons'
import type { ReactNode } from 'react'

/** What concerns everybody's work, said above every page until somebody sees to it; holds the way there. */
export function StandingNote({ children }: { children: ReactNode }) {
  return (
    <output className="standing-note">
      <WarningFilled aria-hidden />
      {children}
    </output>
  )
}
