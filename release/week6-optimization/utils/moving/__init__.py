"""Figures that move without a kernel: to drag, to step through, to watch.

Each shows a still picture where no script runs. The scripts beside these modules are our own and
load nothing, so the figures also move in a page that was exported, and offline.
"""

from utils.moving.learning import silence_units, watch_learning
from utils.moving.neuron import drag_neuron, walk_downhill
from utils.moving.steps import step_through

__all__ = ["drag_neuron", "silence_units", "step_through", "walk_downhill", "watch_learning"]
