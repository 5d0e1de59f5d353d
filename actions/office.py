"""The parts that carry tickets, put together in one place."""

from dataclasses import dataclass

from actions.addressing import Addressing
from actions.banning import Banning
from actions.complaining import Complaining
from actions.correcting import Correcting
from actions.corresponding import Corresponding
from actions.delivering import Delivering
from actions.digesting import Digesting
from actions.domain.office_hours import OfficeHours
from actions.erasing import Erasing
from actions.handing_off import HandingOff
from actions.library import Library
from actions.minding import Minding
from actions.moving import Moving
from actions.ports import Clock, Gateway, Presenter, StaffPresenter, Workroom
from actions.promising import Hours, Promising
from actions.rating import RatingTickets
from actions.recording import Recording
from actions.reminding import Reminding
from actions.reporting import Reporting
from actions.sharing import Sharing
from actions.showing import Showing
from actions.staffing import Staffing
from actions.staying import Holiday, Staying, no_holidays
from actions.tending import Tending


@dataclass(frozen=True)
class Office:
    """Everything that students and staff do with each other."""

    presenter: Presenter
    staff_presenter: StaffPresenter
    staffing: Staffing
    showing: Showing
    moving: Moving
    corresponding: Corresponding
    correcting: Correcting
    handing_off: HandingOff
    tending: Tending
    promising: Promising
    rating: RatingTickets
    sharing: Sharing
    complaining: Complaining
    reporting: Reporting
    hours: Hours
    staying: Staying
    banning: Banning

    @classmethod
    def of(
        cls,
        library: Library,
        presenter: Presenter,
        staff_presenter: StaffPresenter,
        staff_chat: int | None,
        *,
        hours: Hours | None = None,
        is_holiday: Holiday = no_holidays,
    ) -> "Office":
        """Put together; without `hours` and `is_holiday`, no public holidays are known."""
        staffing, showing = Staffing(library, staff_chat), Showing(staff_presenter)
        moving = Moving(staff_presenter, showing)
        corresponding = Corresponding(presenter, staff_presenter, showing, staffing)
        hours = hours or (lambda: OfficeHours(library.kb.registry.hours))
        tending = Tending(presenter, corresponding, showing, staffing, moving)
        promising = Promising(presenter, staff_presenter, staffing, hours)
        return cls(
            presenter,
            staff_presenter,
            staffing,
            showing,
            moving,
            corresponding,
            Correcting(presenter, staff_presenter, corresponding, showing),
            HandingOff(
                library,
                presenter,
                staff_presenter,
                staffing=staffing,
                corresponding=corresponding,
                showing=showing,
                promising=promising,
            ),
            tending,
            promising,
            RatingTickets(presenter, staff_presenter),
            Sharing(library, tending, corresponding),
            Complaining(library, staffing, presenter, staff_presenter),
            Reporting(hours),
            hours,
            Staying(library, is_holiday),
            Banning(staffing, showing),
        )

    def delivering(self, workroom: Workroom, gateway: Gateway, clock: Clock) -> Delivering:
        """What sends."""
        addressing = Addressing(workroom, gateway, self.staff_presenter, self.presenter, clock)
        return Delivering(workroom, addressing, self.recording(), clock)

    def minding(self, workroom: Workroom, clock: Clock) -> Minding:
        """What time brings about."""
        reminding = Reminding(self.staying, self.presenter)
        return Minding(
            workroom,
            self.corresponding,
            self.tending,
            self.promising,
            clock,
            reminding=reminding,
        )

    def digesting(self, workroom: Workroom, clock: Clock) -> Digesting:
        """What tells staff of the week."""
        return Digesting(
            workroom,
            self.staffing,
            self.reporting,
            self.staff_presenter,
            hours=self.hours,
            clock=clock,
        )

    def erasing(self, workroom: Workroom, gateway: Gateway, clock: Clock) -> Erasing:
        """What takes away from staff groups."""
        return Erasing(workroom, gateway, self.presenter, self.staff_presenter, clock)

    def recording(self) -> Recording:
        """What writes down what became of deliveries."""
        return Recording(
            self.presenter,
            self.staff_presenter,
            showing=self.showing,
            moving=self.moving,
            correcting=self.correcting,
            staffing=self.staffing,
        )
