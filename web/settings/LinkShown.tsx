import './admin.css'
import { Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { StaffWithLink } from '../../server/people/staff-contract.ts'
import { Button } from '../kit/Button.tsx'
import { Status } from '../kit/Status.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

export type Made = z.input<typeof StaffWithLink>

/** A link right after it was made: the only time it can be seen and copied. */
export function LinkShown({ made, onClose }: { made: Made | null; onClose: () => void }) {
  const t = useT()
  return (
    <Modal
      open={made !== null}
      title={made && t('admin.link-title', { name: made.staff.name })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('admin.done')}</Button>}
      destroyOnHidden
    >
      {made && <Link made={made} />}
    </Modal>
  )
}

function Link({ made: { staff, link } }: { made: Made }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const url = `${location.origin}/welcome#${link.token}`
  return (
    <>
      {link.mail === 'sent' ? (
        <Status feel="good">{t('admin.mail-sent', { email: staff.email })}</Status>
      ) : (
        <Status feel={link.mail === 'failed' ? 'warn' : 'info'}>{t(`admin.mail-${link.mail}`)}</Status>
      )}
      <div className="link-shown">
        <code>{url}</code>
        <Button
          type="primary"
          size="small"
          onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
        >
          {copied ? t('admin.copied') : t('admin.copy')}
        </Button>
      </div>
      <p className="muted">
        {t(`admin.link-${link.kind}`)} {t('admin.valid-until')} <Time at={link.expiresAt} />
      </p>
    </>
  )
}
