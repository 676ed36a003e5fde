import { Modal } from 'antd'
import { useMemo } from 'react'
import { me as whoAmI } from '../../server/people/contract.ts'
import { call } from '../kit/api.ts'
import { answers } from '../kit/ask.ts'
import type { Me } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { SignInForm } from './SignInForm.tsx'

interface SignInAgainProps {
  open: boolean
  me: Me
  onSignedIn: () => void
}

/** Over the page whose session has ended, so that nothing typed below is lost. Somebody else starts afresh. */
export function SignInAgain({ open, me, onSignedIn }: SignInAgainProps) {
  const t = useT()
  const filled = useMemo(() => ({ email: me.email }), [me.email])
  const enter = async () => {
    const now = await call(whoAmI)
    if (now.staffId !== me.staffId) return location.assign('/')
    onSignedIn()
    await answers.invalidateQueries()
  }
  return (
    <Modal open={open} title={t('shell.signed-out')} footer={null} closable={false} width={380} destroyOnHidden>
      <p className="muted panel-hint">{t('shell.signed-out-hint')}</p>
      <SignInForm filled={filled} onSignedIn={enter} />
    </Modal>
  )
}
