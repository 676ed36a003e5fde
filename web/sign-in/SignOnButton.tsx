import { Button, Divider } from 'antd'
import { useSearchParams } from 'react-router'
import { signOnState } from '../../server/integrations/sign-on-contract.ts'
import { type SignOnProblem, signOnReasons } from '../../server/integrations/sign-on-reasons.ts'
import { useAsk } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

/** Why a sign-in by the company's provider did not succeed, as the server said when it sent the browser back. */
export function SignOnProblemNote() {
  const language = useLanguage()
  const [search] = useSearchParams()
  const problem = search.get('problem') ?? ''
  if (!isKnown(problem)) return null
  return (
    <div className="problem" role="alert">
      <p>{signOnReasons[problem][language]()}</p>
    </div>
  )
}

function isKnown(problem: string): problem is SignOnProblem {
  return Object.hasOwn(signOnReasons, problem)
}

/** The way in by the company's own account, where an organisation has set it up. */
export function SignOnButton({ to }: { to: string }) {
  const t = useT()
  const { data } = useAsk(signOnState)
  if (!data?.offered) return null
  const go = () => {
    // The form keeps its own e-mail; it is looked at only now, when several organisations must be told apart.
    const email = document.querySelector<HTMLInputElement>('#sign-in_email')?.value ?? ''
    const query = new URLSearchParams({ to, ...(email && { email }) })
    location.assign(`/api/v1/sign-on/start?${query}`)
  }
  return (
    <>
      <Divider plain>{t('signIn.or')}</Divider>
      <Button size="large" block onClick={go} title={data.needsEmail ? t('signIn.needs-email') : undefined}>
        {t('signIn.sign-on')}
      </Button>
    </>
  )
}
