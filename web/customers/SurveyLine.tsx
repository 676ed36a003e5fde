import { type SurveyKind, type SurveyState, startSurvey } from '../../server/customers/survey-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

/** As it crosses the wire: instants are texts. */
type State = {
  asOf: string | null
  running: (Omit<NonNullable<SurveyState['running']>, 'startedAt'> & { startedAt: string }) | null
}

interface SurveyLineProps {
  kind: SurveyKind
  state: State
}

/** How old the answer of a look at all customers is, how far the next look is, and the way to begin one. */
export function SurveyLine({ kind, state: { asOf, running } }: SurveyLineProps) {
  const t = useT()
  const say = useSay()
  const start = useDo(startSurvey)
  const given: GivenTo<typeof startSurvey> = { body: { kind } }
  return (
    <div className="survey-line">
      <span>
        {asOf ? (
          <>
            {t('customers.survey-as-of')} <Time at={asOf} />
          </>
        ) : (
          t('customers.survey-first')
        )}
      </span>
      {running ? (
        <Progress
          label={t('customers.survey-running')}
          done={running.step}
          total={running.steps > 1 ? running.steps : null}
          says={running.lastTook ? t('customers.survey-took', { seconds: running.lastTook }) : ''}
        />
      ) : (
        <Button
          size="small"
          needs={startSurvey}
          loading={start.isPending}
          onClick={() => start.mutate(given, { onError: say.problem })}
        >
          {t('customers.survey-again')}
        </Button>
      )}
    </div>
  )
}
